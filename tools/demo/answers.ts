import type { Random } from "./random.ts";
import type { Scenario } from "./scenario.ts";

/** Answers to the order form of a service: all that must be answered, and most of the others. */
export function answerForm(
  form: readonly { key: string; required?: boolean }[],
  scenario: Scenario,
  random: Random,
): Record<string, unknown> {
  const answers: Record<string, unknown> = {};
  for (const { key, required } of form) {
    const offered = scenario.form?.[key];
    if (!offered || !(required || random.chance(0.75))) continue;
    const answer = random.pick(offered);
    answers[key] = Array.isArray(answer) ? [...answer] : answer;
  }
  return answers;
}
