import assert from "node:assert/strict";
import { it } from "node:test";
import { readAudit } from "./audit.ts";

const report = (severity: string) =>
  JSON.stringify({
    vulnerabilities: {
      leaky: { severity, range: "<2.0.0", via: [{ title: "Reads any file", url: "https://advisories.example/1" }] },
      above: { severity, via: ["leaky"] },
    },
  });

it("fails on known holes of high and critical severity, and names them", () => {
  for (const severity of ["high", "critical"]) {
    const { outcome, lines } = readAudit(report(severity));
    assert.equal(outcome, "holes");
    assert.match(lines.join("\n"), /leaky <2\.0\.0 .*\n {2}Reads any file https:\/\/advisories\.example\/1\nabove/);
  }
});

it("lets lower ones pass, and says how many", () => {
  assert.deepEqual(readAudit(report("moderate")), {
    outcome: "clean",
    lines: ["No known hole of high severity; 2 of lower."],
  });
  assert.equal(readAudit('{"vulnerabilities":{}}').outcome, "clean");
});

it("says plainly where the registry serves no advisories, and is not fooled into clean", () => {
  for (const said of [
    '{"message":"405 Method Not Allowed","error":{"summary":""}}',
    "<html>",
    "",
    '{"error":{"summary":"no"}}',
  ]) {
    const { outcome, lines } = readAudit(said);
    assert.equal(outcome, "unknown");
    assert.match(lines[0] ?? "", /^NOT CHECKED/);
  }
});
