import { join } from "node:path";
import { parseArgs } from "node:util";

/** Where the figures of a run go for which lines are named, beside those of the whole run. */
export const SOME_LINES = "some-lines.json";

export const USUAL_SIZES = [10_000, 100_000, 1_000_000];
const LARGEST = 10_000_000;

/** What was asked for on the command line. */
export type Options = {
  /** `bench`: measures; `plans`: prints what the database does; `figures`: writes the document from the JSON. */
  task: "bench" | "plans" | "figures";
  sizes: number[];
  /** Names of lines; empty: all that are not optional. */
  lines: string[];
  clients: number;
  /** How long each load lasts. */
  seconds: number;
  /** The folders with the data stay for the next run. */
  keep: boolean;
  json: string;
  /** A look whether everything works: few of everything, the figures mean nothing. */
  quick: boolean;
};

export const USAGE = `Usage: npm run bench -- [options] [lines]
  lines                 only these, by name: list search ticket create … (npm run bench -- --help names them)
  plans                 instead: what the database does for list, search and ticket
  --tickets 10000,…     sizes; usual: ${USUAL_SIZES.join(",")}
  --all                 and 10 million tickets
  --clients 8           clients at once
  --seconds 10          how long each load lasts
  --keep                the data folders stay (PULT_BENCH_DATA, usual ./data/bench) and are taken as they are next time
  --json file           where the figures go (usual: bench.json beside the data, some-lines.json when lines are named)
  --write-figures       instead: writes docs/operate/figures.md from the JSON of the last run
  --quick               few of everything: shows that it works, the figures mean nothing`;

/** Reads the command line. Throws with words about what is wrong. */
export function readOptions(args: readonly string[], folder: string): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      tickets: { type: "string" },
      all: { type: "boolean" },
      clients: { type: "string" },
      seconds: { type: "string" },
      keep: { type: "boolean" },
      json: { type: "string" },
      "write-figures": { type: "boolean" },
      quick: { type: "boolean" },
    },
  });
  const words = positionals.flatMap((word) => word.split(",")).filter(Boolean);
  const sizes = values.tickets?.split(",").map((text) => whole("tickets", text)) ?? [...USUAL_SIZES];
  if (values.all && !sizes.includes(LARGEST)) sizes.push(LARGEST);
  const lines = words.filter((word) => word !== "plans");
  return {
    task: values["write-figures"] ? "figures" : words.includes("plans") ? "plans" : "bench",
    sizes: sizes.sort((a, b) => a - b),
    lines,
    clients: whole("clients", values.clients ?? "8"),
    seconds: whole("seconds", values.seconds ?? "10"),
    keep: values.keep ?? false,
    // A run of some lines must not take the place of the last whole one.
    json: values.json ?? join(folder, lines.length === 0 ? "bench.json" : SOME_LINES),
    quick: values.quick ?? false,
  };
}

function whole(name: string, text: string): number {
  const value = Number(text.replaceAll("_", ""));
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} is "${text}": give a whole number.`);
  return value;
}
