import type { Stage } from "./stage.ts";

/** What one line found out: a row of the table, and of the JSON beside it. */
export type Figure = {
  /** Name of the line, as it is chosen on the command line. */
  line: string;
  /** What exactly was measured. */
  what: string;
  /** Tickets in the workspace; null where it does not matter. */
  size: number | null;
  /** Milliseconds. */
  p50: number | null;
  p95: number | null;
  /** Acts a second; with `unit` another quantity altogether. */
  rate: number | null;
  /** Acts a second of the bare statements, by as many connections. */
  bare: number | null;
  /** `rate / bare`. */
  ratio: number | null;
  /** Other quantities: `312 KB`. */
  value: string | null;
  /** What design asks for, in words; empty where it asks for nothing. */
  must: string;
  /** null: nothing is asked for, or it was not measured. */
  pass: boolean | null;
  /** Whatever else helps to understand the row. */
  parts: Record<string, number | string>;
};

/** A line of the benchmark. */
export type Line = {
  name: string;
  about: string;
  /** `size`: run at every size; `once`: at the largest only, since the number of tickets hardly matters. */
  needs: "size" | "once";
  /** Not run unless it is named. */
  isOptional?: boolean;
  run: (stage: Stage) => Promise<Figure[]>;
};

/** Times of answers in ms as they came, and how many acts were done in how long. */
export type Measured = { times: number[]; acts: number; seconds: number };

/** The value below which a part (0…1) of the values lies; NaN of none. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}

/** A figure with nothing in it yet. */
export function figure(line: string, what: string, given: Partial<Figure>): Figure {
  const empty = { size: null, p50: null, p95: null, rate: null, bare: null, ratio: null, value: null };
  return { line, what, ...empty, must: "", pass: null, parts: {}, ...given };
}

/** Beside the bare statements: rates, their ratio and whether the limits are kept. */
export function compared(
  line: string,
  what: string,
  size: number,
  found: { p50: number; p95: number; rate: number; bare: number | null; parts?: Figure["parts"] },
  must: { p95?: number; ratio?: number; rate?: number },
): Figure {
  const ratio = found.bare === null ? null : found.rate / found.bare;
  const limits: [string, boolean][] = [];
  if (must.p95 !== undefined) limits.push([`p95 ≤ ${must.p95} ms`, found.p95 <= must.p95]);
  if (must.ratio !== undefined) limits.push([`≥ ${must.ratio * 100} % of bare`, (ratio ?? 0) >= must.ratio]);
  if (must.rate !== undefined) limits.push([`≥ ${must.rate}/s`, found.rate >= must.rate]);
  return figure(line, what, {
    ...found,
    size,
    ratio,
    parts: found.parts ?? {},
    must: limits.map(([text]) => text).join(", "),
    pass: limits.length === 0 ? null : limits.every(([, kept]) => kept),
  });
}
