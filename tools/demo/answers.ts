import type { FormElement } from "../../core/forms/order-form.ts";
import type { Course } from "./desk.ts";
import type { Random } from "./random.ts";
import type { Case, Scenario } from "./scenario.ts";

/** What is wrong this time: something that can be asked about, where something is to be asked. */
export function chooseCase({ cases }: Scenario, course: Course, random: Random): Case {
  const asked = cases.filter(({ asks }) => asks !== undefined);
  return random.pick(course === "asked" && asked.length > 0 ? asked : cases);
}

/**
 * Answers to the order form of a service: all that must be answered and what the case says, and most of the others.
 * `say` turns templates into texts.
 */
export function answerForm(
  form: readonly FormElement[],
  { scenario, affair }: { scenario: Scenario; affair: Case },
  say: (template: string) => string,
  random: Random,
): Record<string, unknown> {
  const answers: Record<string, unknown> = {};
  for (const { key, required, type } of form) {
    const own = affair.form?.[key];
    const offered = own ?? scenario.form?.[key];
    if (!offered || !(required || own || random.chance(0.7))) continue;
    const answer = random.pick(offered);
    const said = typeof answer === "string" ? say(answer) : Array.isArray(answer) ? [...answer] : answer;
    answers[key] = type === "number" ? Number(said) : said;
  }
  return answers;
}
