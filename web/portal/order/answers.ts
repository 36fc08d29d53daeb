import { cleanAnswers, validateForm } from "../../../core/forms/validate-form.ts";
import type { Service } from "../services/catalogue.ts";

type Form = Service["form"];

/** The answers as they are sent: numbers that were typed with a comma are numbers. */
export function readyAnswers(form: Form, answers: Record<string, unknown>): Record<string, unknown> {
  const read = Object.entries(answers).map(([key, answer]) => {
    const isNumber = form.find((question) => question.key === key)?.type === "number";
    if (!isNumber || typeof answer !== "string" || answer.trim() === "") return [key, answer];
    const number = Number(
      answer
        .trim()
        .replace(/[\s\u00a0]/g, "")
        .replace(",", "."),
    );
    return [key, Number.isFinite(number) ? number : answer];
  });
  return cleanAnswers(form, Object.fromEntries(read));
}

/** What is wrong with them, by the key of the question: the code of the first refusal. */
export function faultsOf(form: Form, answers: Record<string, unknown>): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const { field, code } of validateForm(form, answers)) faults[field.replace(/^form\./, "")] ??= code;
  return faults;
}
