/** `npm run bench`: measures every line of what Pult must hold, beside the bare statements of the same work. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { onStopSignal } from "../server/platform/stop-signals.ts";
import { buildWeb } from "../tools/build-web.ts";
import { type Figure, figure, type Line } from "./figure.ts";
import { LINES } from "./lines.ts";
import { describeMachine, type Machine } from "./machine.ts";
import { type Options, readOptions, USAGE } from "./options.ts";
import { makeStage, type Stage } from "./stage.ts";
import { tableOf } from "./table.ts";

/** What stands in the JSON. */
export type Report = {
  machine: Machine | null;
  options: Pick<Options, "sizes" | "clients" | "seconds">;
  fills: { size: number; seconds: number; by: string }[];
  figures: Figure[];
};

const log = (line: string) => console.error(`  ${line}`);

/** Runs the lines at every size. A line that fails is a row that says so; the others are measured all the same. */
export async function runBench(options: Options, folder: string): Promise<Report> {
  const { sizes, clients, seconds } = options;
  const report: Report = { machine: null, options: { sizes, clients, seconds }, fills: [], figures: [] };
  const lines = chosen(options.lines);
  // The server would build it at its first start, which is not what is measured.
  await buildWeb();
  let open: Stage | undefined;
  const end = async () => {
    const stage = open;
    open = undefined;
    await stage?.close();
  };
  onStopSignal(end);
  for (const [index, size] of sizes.entries()) {
    log(`── ${size} tickets`);
    const stage = await makeStage(size, join(folder, String(size)), options, { keep: options.keep, log });
    open = stage;
    try {
      report.machine ??= await describeMachine(stage.owner);
      report.fills.push({ size, seconds: stage.filled.seconds, by: stage.filled.by });
      for (const line of lines) {
        if (line.needs === "once" && index > 0) continue;
        report.figures.push(...(await runLine(line, stage)));
      }
    } finally {
      await end();
    }
  }
  return report;
}

async function runLine(line: Line, stage: Stage): Promise<Figure[]> {
  const started = performance.now();
  log(`${line.name}: ${line.about}`);
  try {
    return await line.run(stage);
  } catch (error) {
    console.error(error);
    const why = error instanceof Error ? error.message : String(error);
    return [figure(line.name, "not measured", { size: stage.size, pass: false, parts: { error: why } })];
  } finally {
    log(`${line.name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
}

function chosen(names: readonly string[]): Line[] {
  const unknown = names.find((name) => !LINES.some((line) => line.name === name));
  if (unknown) throw new Error(`There is no line ${unknown}: ${LINES.map(({ name }) => name).join(", ")}.`);
  return LINES.filter((line) => (names.length === 0 ? !line.isOptional : names.includes(line.name)));
}

async function main(): Promise<void> {
  const folder = resolve(process.env.PULT_BENCH_DATA ?? "data/bench");
  if (process.argv.includes("--help")) {
    const names = LINES.map(
      ({ name, about, isOptional }) => `  ${name.padEnd(10)} ${about}${isOptional ? " (only when named)" : ""}`,
    );
    console.log(`${USAGE}\n\nLines:\n${names.join("\n")}`);
    return;
  }
  const options = readOptions(process.argv.slice(2), folder);
  const report = await runBench(options, folder);
  await mkdir(dirname(options.json), { recursive: true });
  await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
  console.log(`\n${tableOf(report.figures)}\n\nAll figures: ${options.json}`);
  if (report.figures.some(({ pass }) => pass === false)) process.exitCode = 1;
}

if (import.meta.main) {
  await main().catch((error: unknown) => {
    console.error(
      error instanceof Error && /^(There is no line|--|Unknown option)/.test(error.message)
        ? `${error.message}\n${USAGE}`
        : error,
    );
    process.exitCode = 2;
  });
}
