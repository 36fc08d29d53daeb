import { useTranslation } from "react-i18next";

/** A reason of something that was done by itself: the code of its text, with the facts it rests on. */
export type Why = { rule: string; facts: Record<string, unknown> };

/** Says a reason in the person's language; nothing for one that has no words. */
export function useWhy(): (why: Why) => string {
  const { t } = useTranslation("why");
  return ({ rule, facts }) => t(rule.replaceAll(".", "-"), { replace: facts, defaultValue: "" });
}
