/**
 * `npm run audit`: fails when a package that Pult runs with has a known hole of high or critical severity. A registry
 * that serves no advisories (many mirrors do not) is said so, and does not fail: it says nothing about the packages.
 */
import { spawnSync } from "node:child_process";
import { ROOT } from "./files.ts";

export type Verdict = { outcome: "clean" | "holes" | "unknown"; lines: string[] };

type Finding = {
  severity: string;
  range?: string;
  via: (string | { title?: string; url?: string; severity?: string })[];
};
type Report = { message?: string; error?: { summary?: string }; vulnerabilities?: Record<string, Finding> };

const GRAVE = new Set(["high", "critical"]);

/** What the report of `npm audit --json` means. */
export function readAudit(text: string): Verdict {
  let report: Report;
  try {
    report = JSON.parse(text);
  } catch {
    return unknown("its answer cannot be read");
  }
  if (!report.vulnerabilities) return unknown(report.message ?? report.error?.summary ?? "it gave no answer");
  const all = Object.entries(report.vulnerabilities);
  const grave = all.filter(([, { severity }]) => GRAVE.has(severity));
  const lines = grave.flatMap(([name, { severity, range, via }]) => [
    `${name} ${range ?? ""} (${severity})`,
    ...via.flatMap((cause) =>
      typeof cause === "string" ? [`  through ${cause}`] : [`  ${cause.title ?? ""} ${cause.url ?? ""}`],
    ),
  ]);
  if (grave.length > 0)
    return { outcome: "holes", lines: [...lines, "Take a version that is mended, or another package."] };
  return { outcome: "clean", lines: [`No known hole of high severity; ${all.length} of lower.`] };
}

const unknown = (why: string): Verdict => ({
  outcome: "unknown",
  lines: [
    "NOT CHECKED: the package registry serves no advisories here, so nothing is known about holes of our packages.",
    `  It said: ${why}`,
    "  Run `npm run audit` where registry.npmjs.org itself can be reached.",
  ],
});

function main(): void {
  const args = ["audit", "--omit=dev", "--json"];
  const { stdout, error } = spawnSync("npm", args, {
    cwd: ROOT,
    encoding: "utf8",
    timeout: 120_000,
    shell: process.platform === "win32",
  });
  const { outcome, lines } = error ? unknown(error.message) : readAudit(stdout);
  console.log(lines.join("\n"));
  process.exitCode = outcome === "holes" ? 1 : 0;
}

if (import.meta.main) main();
