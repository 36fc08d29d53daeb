import type { FormElement, FormRefusal } from "./order-form.ts";

/** What is wrong with the definition of an order form; empty when nothing is. Fields are `form.<index>.<part>`. */
export function checkForm(form: readonly FormElement[]): FormRefusal[] {
  const refusals: FormRefusal[] = [];
  const seen = new Set<string>();
  for (const [index, { key, label, type, options = [] }] of form.entries()) {
    const at = `form.${index}`;
    if (seen.has(key)) {
      refusals.push({
        code: "key-twice",
        field: `${at}.key`,
        message: `Two questions have the key ${key}.`,
        mend: "Give every question its own key.",
        params: { key },
      });
    }
    seen.add(key);
    if (type !== "list" && type !== "lists") continue;
    if (options.length === 0) {
      refusals.push({
        code: "options-required",
        field: `${at}.options`,
        message: `The list "${label}" has nothing to choose from.`,
        mend: "Give at least one option.",
        params: { label },
      });
    }
    const twice = options.find((option, place) => options.indexOf(option) < place);
    if (twice !== undefined) {
      refusals.push({
        code: "option-twice",
        field: `${at}.options`,
        message: `The list "${label}" offers "${twice}" twice.`,
        mend: "Leave each option once.",
        params: { label, option: twice },
      });
    }
  }
  return refusals;
}
