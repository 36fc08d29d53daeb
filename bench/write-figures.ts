/** `npm run bench -- --write-figures`: the document of the last run, made from its JSON. */
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ROOT } from "../tools/files.ts";
import type { Report } from "./bench.ts";
import type { Figure } from "./figure.ts";
import { SOME_LINES } from "./options.ts";
import { markdownOf } from "./table.ts";

const DOCUMENT = join(ROOT, "docs/operate/figures.md");

/**
 * Writes the document; answers where it lies. Lines that were measured again after the whole run, by naming them, take
 * the place of its own, and the document says which.
 */
export async function writeFigures(json: string): Promise<string> {
  const report = await read(json);
  const later = await read(join(dirname(json), SOME_LINES)).catch(() => null);
  const isLater = later !== null && (later.machine?.at ?? "") > (report.machine?.at ?? "");
  await writeFile(DOCUMENT, documentOf(isLater ? mergedReport(report, later) : report));
  return DOCUMENT;
}

const read = async (json: string): Promise<Report> => JSON.parse(await readFile(json, "utf8"));

/** The report with what a later one measured again, line by line and size by size. */
export function mergedReport(report: Report, later: Report): Report & { again: string[] } {
  const measured = new Set(later.figures.map(placeOf));
  const kept = report.figures.filter((figure) => !measured.has(placeOf(figure)));
  const order = [...new Set(report.figures.map(placeOf))];
  const figures = [...kept, ...later.figures].sort((a, b) => order.indexOf(placeOf(a)) - order.indexOf(placeOf(b)));
  return { ...report, figures, again: [...new Set(later.figures.map(({ line }) => line))] };
}

const placeOf = ({ line, size }: Figure): string => `${line} ${size}`;

/** The document as text. */
export function documentOf({ machine, options, fills, figures, again = [] }: Report & { again?: string[] }): string {
  const missed = figures.filter(({ pass }) => pass === false);
  const filled = fills.map(({ size, seconds }) => `${grouped(size)} in ${minutes(seconds)}`);
  return `# Figures

What Pult was measured to do, line by line, beside the bare statements of the same work. Written by
\`npm run bench -- --write-figures\`; do not edit by hand.

**Measured on** ${machine ? `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB of memory, ${machine.system}, Node ${machine.node.replace(/^v/, "")}, PostgreSQL ${machine.postgres}, on ${machine.at.slice(0, 10)}` : "an unknown machine"}. The clients, the server and the database share the machine. ${options.clients} clients at once, ${options.seconds} seconds a load after five or more to warm up. ${filled.length > 0 ? `Tickets were filled in: ${filled.join(", ")}.` : ""}

${again.length === 0 ? "" : `Measured again after the whole run, by themselves: ${again.join(", ")}.\n\n`}${missed.length === 0 ? "Every limit is kept." : `Not kept: ${missed.map(({ line, what }) => `${line} (${what})`).join(", ")}.`}

${markdownOf(figures)}

## Parts

Times of the single requests (ms), and what else belongs to a line.

${figures.map(partsOf).filter(Boolean).join("\n")}

## How to repeat it

\`\`\`
npm ci
npm run bench                            # 10 thousand, 100 thousand and 1 million tickets
npm run bench -- --all                   # and 10 million
npm run bench -- --tickets 10000 list    # one line at one size
npm run bench -- --help
\`\`\`

Nothing else may run on the machine. Each size has a data folder of its own below \`data/bench\` (\`PULT_BENCH_DATA\`);
with \`--keep\` it stays, and the next run takes it as it is. A run takes out again what it has written.

## How it is measured

- **The server** is \`node server/main.ts\` as its users start it, with its own PostgreSQL (fsync on) on the same data folder,
  its four workers running, and no limit of requests from one address. Employees ask with the cookies of a session,
  programs with a token.
- **The clients** are autocannon's in a second process, each with one request after the other. All times are kept, and the
  percentiles are taken from them.
- **Bare** is the same work by prepared statements of the driver \`pg\` from Node, over as many connections as there are
  clients, in the same run, without HTTP, session, row-level security or JSON. The statements stand in
  \`bench/bare-list.ts\`, \`bench/bare-ticket.ts\` and \`bench/bare-create.ts\`. **Ratio** is our rate by theirs.
- **list**: what the console asks when it shows a list: 50 rows with all labels, the total (up to 10,000) and the counters.
  The rate counts all three as one; p50 and p95 are those of the slowest of the three. Of the standing views (New,
  All, My) the slowest is taken. \`growth\` compares its p95 in the largest and the smallest desk.
- **search**: rows and total for words that stand in random tickets, so that common words come often; one search in ten
  each is English, Indonesian and Persian, for which the run adds a few tickets.
- **ticket**: the ticket, its conversation, its comments and its history; the rate counts the four as one.
- **create**: \`POST /tickets\` for random residents and their flats. Bare: the very rows that the API wrote, with new ids,
  in one transaction.
- **letter**: from the handing over by SMTP to the row in a list that is open elsewhere, with the 120 ms for which the
  console collects changes. **letters**: until the last job of the last letter is done.
- **live**: from the beginning of the request that changes a ticket to its arrival at every one of 2,000 open streams of
  up to 200 employees.
- **memory** is the proportional set size (PSS) of the server's process, and of all processes of PostgreSQL together.
- **web** is what a browser loads until the first page of somebody who is signed in has come to rest.
- **start** is from the spawning of the process to its first healthy answer, its PostgreSQL started on the way.
`;
}

function partsOf({ line, what, size, parts }: Figure): string {
  const told = Object.entries(parts).map(
    ([name, value]) => `${name} ${typeof value === "number" ? grouped(value) : value}`,
  );
  return told.length === 0
    ? ""
    : `- **${line}**, ${what}${size === null ? "" : `, ${grouped(size)} tickets`}: ${told.join("; ")}`;
}

const grouped = (value: number): string => value.toLocaleString("en").replaceAll(",", " ");
const minutes = (seconds: number): string =>
  seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
