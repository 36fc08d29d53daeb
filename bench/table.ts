import type { Figure } from "./figure.ts";

const HEAD = ["line", "of what", "tickets", "p50 ms", "p95 ms", "rate/s", "bare/s", "ratio", "value", "must", ""];
/** Texts stand at the start of their column, numbers at its end. */
const TEXTS = new Set([0, 1, 8, 9, 10]);

/** All figures as one table for a terminal. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(cellsOf)];
  const widths = HEAD.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, at) => (TEXTS.has(at) ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join("  ");
  const [head = HEAD, ...body] = rows;
  return [line(head), widths.map((width) => "─".repeat(width)).join("  "), ...body.map(line)]
    .map((text) => text.trimEnd())
    .join("\n");
}

/** The same for a document in Markdown. */
export function markdownOf(figures: readonly Figure[]): string {
  const rows = [HEAD, HEAD.map((_, at) => (TEXTS.has(at) ? "---" : "---:")), ...figures.map(cellsOf)];
  return rows.map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function cellsOf(figure: Figure): string[] {
  return [
    figure.line,
    figure.what,
    figure.size === null ? "" : figure.size.toLocaleString("en").replaceAll(",", " "),
    shown(figure.p50),
    shown(figure.p95),
    shown(figure.rate),
    shown(figure.bare),
    figure.ratio === null ? "" : `${Math.round(figure.ratio * 100)} %`,
    figure.value ?? "",
    figure.must,
    figure.pass === null ? "" : figure.pass ? "pass" : "MISS",
  ];
}

const shown = (value: number | null): string =>
  value === null || Number.isNaN(value)
    ? ""
    : value < 10
      ? value.toFixed(2)
      : value < 100
        ? value.toFixed(1)
        : value.toFixed(0);
