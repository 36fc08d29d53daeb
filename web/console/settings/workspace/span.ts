/** A length of time in one unit: `{ count: 3, unit: "days" }`. */
export type Span = { count: number; unit: "days" | "hours" };

/** Reads `P3D`, `PT12H`, `P1DT12H` (as hours); null when it is none. */
export function readSpan(text: string | null): Span | null {
  const match = /^P(?:(\d+)D)?(?:T(\d+)H)?$/.exec(text ?? "");
  if (!match) return null;
  const [days, hours] = [Number(match[1] ?? 0), Number(match[2] ?? 0)];
  if (days + hours === 0) return null;
  return hours === 0 ? { count: days, unit: "days" } : { count: days * 24 + hours, unit: "hours" };
}

export const writeSpan = ({ count, unit }: Span): string => (unit === "days" ? `P${count}D` : `PT${count}H`);
