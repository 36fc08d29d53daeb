import type { ReactNode } from "react";
import type { Answer, Ask } from "../../../kit/api.ts";

export type Rule = Answer<"listRules">["items"][number];
export type RuleKind = Rule["kind"];
export type RuleResult = Rule["result"];
export type RuleVersion = Answer<"listRuleVersions">["items"][number];
export type RuleChange = NonNullable<Ask<"updateRule">["body"]>;

/** What a kind of rule brings to the screens that all kinds share. */
export type KindOfRules = {
  kind: RuleKind;
  /** The page in `settings:page`, and its address below `/settings/`. */
  page: string;
  /** Pages beside it. */
  tabs?: ReactNode;
  texts: {
    about: string;
    add: string;
    newTitle: string;
    /** An example of a name. */
    nameHint: string;
    emptyTitle: string;
    emptyWhy: string;
    /** What the part "Then" is, in a sentence. */
    follows: string;
  };
  /** The result that a new rule begins with. */
  start: RuleResult;
  /** What follows from a rule, in a line. */
  summary: (rule: Pick<Rule, "result" | "names">) => ReactNode;
  /** The fields of the part "Then". */
  Result: (props: ResultProps) => ReactNode;
  /** The fields that say themselves what is wrong with them, by `result.…`. */
  says?: readonly string[];
  /** A part of the result in the difference of two versions: its name and its value in words. */
  partOf: (part: string) => string;
};

export type ResultProps = {
  value: RuleResult;
  /** Names of what the result names, by id, as far as the server has told them. */
  names: Readonly<Record<string, string>>;
  /** What is wrong, by `result.…`. */
  errors: Readonly<Record<string, string | undefined>>;
  onChange: (value: RuleResult) => void;
};
