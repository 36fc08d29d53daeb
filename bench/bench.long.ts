import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { ROOT } from "../tools/files.ts";
import type { Report } from "./bench.ts";
import { compared, percentile } from "./figure.ts";
import { readOptions } from "./options.ts";
import { documentOf, mergedReport } from "./write-figures.ts";

const LINES = ["size", "list", "create", "letter"];

describe("the benchmark", () => {
  let folder: string;
  let table: string;
  let report: Report;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "pult-bench-"));
    const json = join(folder, "figures.json");
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["bench/bench.ts", "--quick", "--tickets", "300", "--seconds", "1", "--json", json, ...LINES],
      // A missed limit ends it with 1, which says nothing at this size and is no failure here.
      { cwd: ROOT, env: { ...process.env, PULT_BENCH_DATA: join(folder, "data") } },
    ).catch((error: { code: number; stdout: string }) => {
      if (error.code !== 1) throw error;
      return error;
    });
    table = stdout;
    report = JSON.parse(await readFile(json, "utf8"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("measures each line that was asked for", () => {
    assert.deepEqual(
      report.figures.filter(({ parts }) => "error" in parts),
      [],
    );
    assert.deepEqual([...new Set(report.figures.map(({ line }) => line))].toSorted(), LINES.toSorted());
  });

  it("puts the bare statements of the same work beside the list and creating", () => {
    // Sets of filters are measured for their times alone.
    const beside = report.figures.filter(({ rate, what }) => rate !== null && !what.includes("random filters"));
    for (const { line, rate, bare, ratio } of beside) {
      assert.ok(rate && bare, `${line} has no rates`);
      assert.equal(ratio, rate / bare);
    }
  });

  it("prints every figure in one table", () => {
    for (const { line, what } of report.figures)
      assert.match(table, new RegExp(`^${line} +${what.replace(/[()]/g, ".")}`, "m"));
  });

  it("makes the document of the same figures", () => {
    const document = documentOf(report);
    assert.match(document, new RegExp(`Node ${process.versions.node}`));
    for (const { line, what } of report.figures) assert.ok(document.includes(`| ${line} | ${what} |`));
  });

  it("puts what was measured again in the place of what it was before, and says so", () => {
    const again = report.figures.filter(({ line }) => line === "create").map((figure) => ({ ...figure, rate: 12_345 }));
    const merged = mergedReport(report, { ...report, figures: again });
    assert.equal(merged.figures.length, report.figures.length);
    assert.deepEqual(
      merged.figures.map(({ line }) => line),
      report.figures.map(({ line }) => line),
    );
    assert.ok(merged.figures.every(({ line, rate }) => (rate === 12_345) === (line === "create")));
    assert.match(documentOf(merged), /Measured again after the whole run, by themselves: create\./);
  });
});

describe("what a figure is made of", () => {
  it("takes percentiles of the times themselves", () => {
    const times = Array.from({ length: 100 }, (_, index) => 100 - index);
    assert.equal(percentile(times, 0.5), 50);
    assert.equal(percentile(times, 0.95), 95);
    assert.equal(percentile([7], 0.95), 7);
  });

  it("keeps a limit only when all of its parts are kept", () => {
    const found = { p50: 10, p95: 40, rate: 60, bare: 100 };
    const pass = (must: Parameters<typeof compared>[4]) => compared("list", "", 1, found, must).pass;
    assert.equal(pass({ p95: 50, ratio: 0.5 }), true);
    assert.equal(pass({ p95: 30, ratio: 0.5 }), false);
    assert.equal(pass({ p95: 50, ratio: 0.7 }), false);
    assert.equal(pass({ ratio: 0.5, rate: 300 }), false);
    assert.equal(pass({}), null);
  });

  it("reads sizes and lines, and says what it cannot read", () => {
    const options = readOptions(["--tickets", "100000,10000", "--all", "list,search", "ticket"], "/data");
    assert.deepEqual(options.sizes, [10_000, 100_000, 10_000_000]);
    assert.deepEqual(options.lines, ["list", "search", "ticket"]);
    assert.throws(() => readOptions(["--tickets", "many"], "/data"), /--tickets is "many"/);
  });
});
