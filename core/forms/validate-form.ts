import { isDay } from "../fields/day.ts";
import { ANSWER_LIMITS, type FormAnswers, type FormElement, type FormRefusal } from "./order-form.ts";

/**
 * What is wrong with the answers to an order form, element by element; empty when the order can be taken. Required
 * answers must be there, each must be of its type, chosen from its options and not too long; answers to questions
 * that the form does not ask are told, not lost [H-NEW-06, H-SVC-02].
 */
export function validateForm(form: readonly FormElement[], answers: FormAnswers): FormRefusal[] {
  const asked = new Set(form.map(({ key }) => key));
  const unasked = Object.keys(answers)
    .filter((key) => !asked.has(key))
    .map(
      (key): FormRefusal => ({
        code: "unknown-question",
        field: `form.${key}`,
        message: `The order form does not ask for ${key}.`,
        mend: "Leave it out, or look at the form of this service.",
        params: { key },
      }),
    );
  return [...form.flatMap((element) => faultsOf(element, own(answers, element.key))), ...unasked];
}

/** The answers without the empty ones, texts trimmed: what is kept with the ticket. */
export function cleanAnswers(form: readonly FormElement[], answers: FormAnswers): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const { key } of form) {
    const answer = own(answers, key);
    if (!isEmpty(answer)) kept[key] = typeof answer === "string" ? answer.trim() : answer;
  }
  return kept;
}

function faultsOf(element: FormElement, answer: unknown): FormRefusal[] {
  const { key, label, type, options = [] } = element;
  const refuse = (
    code: FormRefusal["code"],
    message: string,
    mend: string,
    params: FormRefusal["params"] = {},
  ): FormRefusal[] => [{ code, field: `form.${key}`, message, mend, params: { label, ...params } }];

  if (isEmpty(answer)) {
    return element.required ? refuse("answer-required", `"${label}" must be answered.`, "Answer this question.") : [];
  }
  const invalid = (mend: string) => refuse("answer-invalid", `The answer to "${label}" is not of its kind.`, mend);
  const strange = (option: string) =>
    refuse("answer-not-offered", `"${label}" does not offer "${option}".`, "Choose from the list.", { option });

  switch (type) {
    case "text":
    case "longtext": {
      if (typeof answer !== "string") return invalid("Give a text.");
      const limit = ANSWER_LIMITS[type];
      if (answer.length <= limit) return [];
      return refuse("answer-too-long", `The answer to "${label}" is too long.`, `Use at most ${limit} characters.`, {
        limit,
      });
    }
    case "phone":
      return typeof answer === "string" && isPhone(answer) ? [] : invalid("Give a phone such as +7 912 345-67-89.");
    case "number":
      return typeof answer === "number" && Number.isFinite(answer) ? [] : invalid("Give a number.");
    case "date":
      return typeof answer === "string" && isDay(answer) ? [] : invalid("Give a day such as 2026-08-20.");
    case "yesno":
      return typeof answer === "boolean" ? [] : invalid("Give true or false.");
    case "list":
      if (typeof answer !== "string") return invalid("Give one of the options.");
      return options.includes(answer) ? [] : strange(answer);
    case "lists": {
      if (!isTexts(answer)) return invalid("Give a list of options.");
      if (new Set(answer).size < answer.length) return invalid("Name each option once.");
      const foreign = answer.find((option) => !options.includes(option));
      return foreign === undefined ? [] : strange(foreign);
    }
  }
}

/** Only what the answers themselves hold: a question may be called `constructor`. */
const own = (answers: FormAnswers, key: string): unknown => (Object.hasOwn(answers, key) ? answers[key] : undefined);

const isEmpty = (answer: unknown): boolean =>
  answer === undefined ||
  answer === null ||
  (typeof answer === "string" && answer.trim() === "") ||
  (Array.isArray(answer) && answer.length === 0);

const isTexts = (answer: unknown): answer is string[] =>
  Array.isArray(answer) && answer.every((item) => typeof item === "string");

/** Digits with the usual signs, three digits or more: short numbers of a house are phones too. */
const isPhone = (text: string): boolean =>
  /^[+0-9 ().-]{3,40}$/.test(text.trim()) && text.replace(/\D/g, "").length >= 3;
