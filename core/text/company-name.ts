/** Legal forms and marks that nobody writes into a subject. */
const FORM = /(?<!\p{L})(ооо|оао|зао|пао|ао|ип|тоо|нко|гбу|муп|llc|ltd|inc|gmbh|pt|cv)(?!\p{L})/giu;

const plain = (text: string): string =>
  text
    .toLocaleLowerCase("ru")
    .replaceAll("ё", "е")
    .replace(FORM, " ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/**
 * Whether a subject names the company ([C-ONS-03], [C-DEL-05]): all of its name stands there word by word, but for
 * quotation marks, case and legal form. A name that is nothing but these is in every subject.
 */
export function namesCompany(subject: string, company: string): boolean {
  return ` ${plain(subject)} `.includes(` ${plain(company)} `.replace(/^\s+$/, " "));
}
