import { safeUrl } from "../../../core/fields/link.ts";
import { cleanAnswers, validateForm } from "../../../core/forms/validate-form.ts";
import type { Service } from "../services/catalogue.ts";
import type { Asked } from "./question.tsx";

/** What is asked: questions of the service's form, and fields of the desk, which may be links and files too. */
type Form = readonly Asked[];
type Question = Service["form"][number];

/** A link and a file are judged apart: order forms know neither. */
const isUsual = (question: Asked): question is Question => question.type !== "link" && question.type !== "file";

/** Which answers are empty hangs on no type. */
const asUsual = (question: Asked): Question => (isUsual(question) ? question : { ...question, type: "text" });

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
  return cleanAnswers(form.map(asUsual), Object.fromEntries(read));
}

/** What is wrong with them, by the key of the question: the code of the first refusal. */
export function faultsOf(form: Form, answers: Record<string, unknown>): Record<string, string> {
  const faults: Record<string, string> = {};
  const usual = form.filter(isUsual);
  const asked = Object.fromEntries(usual.flatMap(({ key }) => (key in answers ? [[key, answers[key]]] : [])));
  for (const { field, code } of validateForm(usual, asked)) faults[field.replace(/^form\./, "")] ??= code;
  for (const { key, type, required } of form) {
    const answer = answers[key];
    if (type === "number" && faults[key] === "answer-invalid") faults[key] = "not-number";
    if (type !== "link" && type !== "file") continue;
    if (answer === undefined && required) faults[key] = "answer-required";
    if (type === "link" && typeof answer === "string" && safeUrl(answer) === undefined) faults[key] = "not-a-link";
  }
  return faults;
}
