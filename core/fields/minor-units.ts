/** Currencies of ISO 4217 whose minor unit is not a hundredth. */
const DIGITS: Readonly<Record<string, number>> = Object.fromEntries([
  ...[
    "BIF",
    "CLP",
    "DJF",
    "GNF",
    "ISK",
    "JPY",
    "KMF",
    "KRW",
    "PYG",
    "RWF",
    "UGX",
    "VND",
    "VUV",
    "XAF",
    "XOF",
    "XPF",
  ].map((code) => [code, 0] as const),
  ...["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].map((code) => [code, 3] as const),
]);

/** How many decimal places the currency has. */
export function minorDigits(currency: string): number {
  return DIGITS[currency] ?? 2;
}

/**
 * Reads `1000.5` as minor units (100050 for two places); without floating point, so no amount is a cent off.
 * `undefined` when it is not a number, has more places than the currency, or is beyond the safe integers.
 */
export function parseAmount(text: string, currency: string): number | undefined {
  const [, sign, whole, fraction = ""] = /^(-?)(\d{1,16})(?:\.(\d{1,3}))?$/.exec(text) ?? [];
  const digits = minorDigits(currency);
  if (whole === undefined || fraction.length > digits) return undefined;
  const amount = Number(whole + fraction.padEnd(digits, "0"));
  if (!Number.isSafeInteger(amount)) return undefined;
  return sign && amount !== 0 ? -amount : amount;
}

/** Minor units as `1000.50`; `parseAmount` reads it back. */
export function formatAmount(amount: number, currency: string): string {
  const digits = minorDigits(currency);
  const padded = String(Math.abs(amount)).padStart(digits + 1, "0");
  const sign = amount < 0 ? "-" : "";
  if (digits === 0) return sign + padded;
  return `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}
