import type { FormAnswers, FormElement } from "./order-form.ts";

/** So many answers stand for a subject, and so many characters of them at most. */
const ANSWERS = 4;
const LENGTH = 200;

/**
 * What a ticket is about by the answers to its order form, for those who gave no subject [H-COL-08]: the first answers
 * in the order of the form, joined. What says nothing by itself (a number, a day, a yes) has its question before it; a
 * no says nothing. "" without such answers. `locale` (BCP 47) writes days and numbers.
 */
export function subjectOfAnswers(form: readonly FormElement[], answers: FormAnswers, locale: string): string {
  const said = form.flatMap((element) => wordsOf(element, answers[element.key], locale) || []).slice(0, ANSWERS);
  const whole = said.join("; ");
  if (whole.length <= LENGTH) return whole;
  // An emoji at the edge goes whole: the database takes no half of one.
  return `${whole
    .slice(0, LENGTH - 1)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trimEnd()}…`;
}

function wordsOf({ label, type }: FormElement, answer: unknown, locale: string): string {
  if (type === "yesno") return answer === true ? oneLine(label) : "";
  if (typeof answer === "number") return `${oneLine(label)}: ${new Intl.NumberFormat(locale).format(answer)}`;
  if (Array.isArray(answer)) return oneLine(answer.join(", "));
  if (typeof answer !== "string" || answer.trim() === "") return "";
  return type === "date" ? `${oneLine(label)}: ${dayOf(answer, locale)}` : oneLine(answer);
}

const oneLine = (text: string): string => text.replace(/\s+/gu, " ").trim();

const dayOf = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: "short", timeZone: "UTC" }).format(Date.parse(day));
