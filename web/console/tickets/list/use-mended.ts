import { useQuery } from "@tanstack/react-query";
import { type Condition, LIMITS, testsIn, valuesOf } from "../../../../core/condition/condition.ts";
import { isId } from "../../../../core/fields/field.ts";
import type { Registry } from "../../../../core/fields/registry.ts";
import { type Answer, send } from "../../../kit/api.ts";
import { key } from "../../../kit/query.ts";
import { type ReadText, readText } from "./condition-text.ts";

export type LeftOut = Answer<"mendCondition">["left"][number];

/** What is asked of a condition that somebody else may have written long ago, and the parts that cannot be asked. */
export type Mended = {
  read: ReadText;
  /** Without the parts that are left out. */
  text: string;
  left: readonly LeftOut[];
  /** It is not known yet what can be asked of it. */
  isComing: boolean;
};

const NOTHING: readonly LeftOut[] = [];

/** Reads the text; where it names what may be gone, the server is asked which parts can still be asked. */
export function useMended(text: string, registry: Registry): Mended {
  const read = readText(text, registry);
  const isWrong = read.errors.length > 0;
  const { data, isPending, isError } = useQuery({
    queryKey: [...key("mendCondition"), text],
    queryFn: () => send<"mendCondition">("mendCondition", { body: { where: text } }),
    enabled: text.length <= LIMITS.characters && (isWrong || namesThings(read.condition)),
    staleTime: 60_000,
  });
  if (data && !data.unreadable && data.left.length > 0) {
    return { read: readText(data.where, registry), text: data.where, left: data.left, isComing: false };
  }
  const mayWait = text.length <= LIMITS.characters && isPending && !isError;
  return { read, text, left: NOTHING, isComing: mayWait && (isWrong || hasNames(read.condition)) };
}

const valuesIn = (condition: Condition) => testsIn(condition).flatMap(valuesOf);
const hasNames = (condition: Condition): boolean =>
  valuesIn(condition).some((value) => typeof value === "object" && "name" in value);
const namesThings = (condition: Condition): boolean =>
  hasNames(condition) || valuesIn(condition).some((value) => typeof value === "string" && isId(value));
