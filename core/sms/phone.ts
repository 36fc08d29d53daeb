/** Countries of the languages of the desk: their code, what stands before a number within the country, and its length. */
const HOME: Record<string, { code: string; trunk: string; lengths: readonly number[] }> = {
  ru: { code: "7", trunk: "8", lengths: [10] },
  id: { code: "62", trunk: "0", lengths: [9, 10, 11, 12] },
  fa: { code: "98", trunk: "0", lengths: [10] },
};

/**
 * A telephone number as networks know it (`+79031234567`), however it was written: with brackets, from `00`, or as
 * people dial it within the country of the desk's language. Null for what can be no such number.
 */
export function dialled(phone: string, locale: string): string | null {
  const digits = phone.replace(/\D/g, "");
  const isWhole = (number: string) => (/^[1-9]\d{7,14}$/.test(number) ? `+${number}` : null);
  if (phone.trim().startsWith("+")) return isWhole(digits);
  if (digits.startsWith("00")) return isWhole(digits.slice(2));
  const home = HOME[locale];
  if (!home) return isWhole(digits);
  const { code, trunk, lengths } = home;
  if (digits.startsWith(trunk) && lengths.includes(digits.length - trunk.length)) {
    return isWhole(`${code}${digits.slice(trunk.length)}`);
  }
  if (digits.startsWith(code) && lengths.includes(digits.length - code.length)) return isWhole(digits);
  return lengths.includes(digits.length) ? isWhole(`${code}${digits}`) : isWhole(digits);
}
