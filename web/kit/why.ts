import { useTranslation } from "react-i18next";

/** A reason of something that was done by itself: the code of its text, with the facts it rests on. */
export type Why = { rule: string; facts: Record<string, unknown> };

/**
 * Says a reason in the person's language; nothing for one that has no words. `names` are of the ids among its facts.
 * Rules were asked and none matched: that has words of its own.
 */
export function useWhy(): (why: Why, names?: Readonly<Record<string, string>>) => string {
  const { t } = useTranslation("why");
  return ({ rule, facts }, names = {}) => {
    const said = Object.entries(facts).map(([key, value]) => [key, names[String(value)] ?? value]);
    const code = rule.replaceAll(".", "-");
    const none = facts.id === null && facts.name === null ? [`${code}-none`] : [];
    return t([...none, code], { replace: Object.fromEntries(said), defaultValue: "" });
  };
}
