/** How the answer to an element is given. */
export const FORM_TYPES = ["text", "longtext", "number", "date", "list", "lists", "yesno", "phone"] as const;
export type FormType = (typeof FORM_TYPES)[number];

/** One question of the order form of a service [H-SVC-02]. Answers are kept by `key`. */
export type FormElement = {
  key: string;
  label: string;
  type: FormType;
  required?: boolean;
  /** What can be chosen in `list` and `lists`. */
  options?: string[];
  hint?: string;
};

/** What was answered, by element key: texts, numbers, days (`2026-08-20`), yes or no, or lists of options. */
export type FormAnswers = Readonly<Record<string, unknown>>;

/** One thing that is wrong, with its field (`form.meters`, `form.2.options`) and what to do. */
export type FormRefusal = {
  code: FormRefusalCode;
  field: string;
  message: string;
  mend: string;
  params?: Record<string, string | number>;
};

export const FORM_REFUSALS = [
  "answer-required",
  "answer-invalid",
  "answer-not-offered",
  "answer-too-long",
  "unknown-question",
  "key-twice",
  "options-required",
  "option-twice",
] as const;
export type FormRefusalCode = (typeof FORM_REFUSALS)[number];

/** Longest answers in characters. */
export const ANSWER_LIMITS = { text: 500, longtext: 10_000 } as const;

/** All words that a client may look for in the form: labels, hints and options [H-RCAT-08]. */
export function formWords(form: readonly FormElement[]): string {
  return form.flatMap(({ label, hint = "", options = [] }) => [label, hint, ...options]).join("\n");
}

/** Whether every word of the search stands in the text; case and ё do not matter, an empty search fits all. */
export function hasWords(text: string, search: string): boolean {
  const where = fold(text);
  return fold(search)
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => where.includes(word));
}

const fold = (text: string): string => text.toLowerCase().replaceAll("ё", "е");
