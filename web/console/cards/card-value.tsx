import type { ReactNode } from "react";
import type { FieldDef } from "../../../core/fields/field.ts";
import { linkOf } from "../../../core/fields/link.ts";
import { wordsOf } from "../../kit/field-value.tsx";
import { useShowAnswer } from "../tickets/card/fields.ts";
import { FieldCell } from "../tickets/list/cell.tsx";
import { useNamesOf } from "../tickets/list/lookup.ts";

type Valued = { custom: Readonly<Record<string, unknown>> };

const keyOf = ({ source }: FieldDef): string => ("custom" in source ? source.custom : "");

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

/**
 * Draws the workspace's own fields in the rows of a list. A row is a link by itself: links and files stand in it as
 * their words. Nothing where there is no value.
 */
export function useDrawOwn(items: readonly Valued[], fields: readonly FieldDef[]) {
  const show = useShowAnswer();
  const people = fields.filter(({ type }) => type === "person").map(keyOf);
  const ids = new Set(items.flatMap(({ custom }) => people.map((key) => custom[key])));
  const names = useNamesOf(
    "employee",
    [...ids].filter((id) => typeof id === "string"),
  );
  return (field: FieldDef, { custom }: Valued): ReactNode => {
    const value = custom[keyOf(field)];
    if (isNothing(value)) return "";
    const link = field.type === "link" ? linkOf(value) : undefined;
    if (link) return <bdi>{wordsOf(link)}</bdi>;
    if (field.type === "file") return <bdi>{show(value)}</bdi>;
    if (field.type === "person") return names.get(String(value)) ?? "…";
    return <FieldCell field={field} value={value} />;
  };
}
