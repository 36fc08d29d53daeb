/** `npm run bench`: measures every line of what Pult must hold, beside the bare statements of the same work. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { onStopSignal } from "../server/platform/stop-signals.ts";
import { buildWeb } from "../tools/build-web.ts";
import { PLANS_ENV, printPlans } from "./explain.ts";
import { type Figure, figure, type Line } from "./figure.ts";
import { growthOf } from "./growth.ts";
import { LINES } from "./lines.ts";
import { describeMachine, type Machine } from "./machine.ts";
import { type Options, readOptions, USAGE } from "./options.ts";
import { makeStage, type Stage } from "./stage.ts";
import { tableOf } from "./table.ts";
import { writeFigures } from "./write-figures.ts";

/** What stands in the JSON. */
export type Report = {
  machine: Machine | null;
  options: Pick<Options, "sizes" | "clients" | "seconds">;
  fills: { size: number; seconds: number }[];
  figures: Figure[];
};

const log = (line: string) => console.error(`  ${line}`);

/** Runs the lines at every size. A line that fails is a row that says so; the others are measured all the same. */
export async function runBench(options: Options, folder: string): Promise<Report> {
  const { sizes, clients, seconds } = options;
  const report: Report = { machine: null, options: { sizes, clients, seconds }, fills: [], figures: [] };
  const lines = chosen(options.lines);
  await onEachStage(options, folder, {}, async (stage, isLargest, signal) => {
    report.machine ??= await describeMachine(stage.owner);
    report.fills.push({ size: stage.size, seconds: stage.filled.seconds });
    for (const line of lines) {
      if (line.needs === "size" || isLargest) report.figures.push(...(await runLine(line, stage)));
      // Stopped in the middle of a line: what fails now says nothing.
      signal.throwIfAborted();
    }
  });
  report.figures.push(...growthOf(report.figures));
  return report;
}

/** Makes a stage of each size, one after the other, and ends it, also when somebody presses Ctrl-C. */
async function onEachStage(
  options: Options,
  folder: string,
  env: Record<string, string>,
  work: (stage: Stage, isLargest: boolean, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  // The server would build it at its first start, which is not what is measured.
  await buildWeb();
  const stopping = new AbortController();
  let making: Promise<Stage> | undefined;
  const end = async () => {
    const stage = await making?.catch(() => undefined);
    making = undefined;
    await stage?.close();
  };
  onStopSignal(() => {
    stopping.abort(new Error("Stopped"));
    return end();
  });
  for (const [index, size] of options.sizes.entries()) {
    log(`── ${size} tickets`);
    const { keep } = options;
    making = makeStage(size, join(folder, String(size)), options, { keep, env, log, signal: stopping.signal });
    const stage = await making;
    try {
      await work(stage, index === options.sizes.length - 1, stopping.signal);
    } finally {
      await end();
    }
  }
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
  if (options.task === "figures") {
    console.log(`Written: ${await writeFigures(options.json)}`);
    return;
  }
  if (options.task === "plans") {
    await onEachStage(options, folder, PLANS_ENV, (stage) => printPlans(stage, options.lines, console.log));
    return;
  }
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
