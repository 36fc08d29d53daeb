import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { EXPLAINED } from "../contract/why.ts";
import { ASSIGNMENT_MODES } from "../core/routing/team-mode.ts";
import { LETTER_REASONS } from "../server/channels/email/letter-reason.ts";
import { NOTICE_REASONS } from "../server/mail/keep-notice.ts";
import { projectFiles, ROOT } from "../tools/files.ts";

it("says every refusal of a field in words of the person's language", () => {
  const textsIn = (file: string) => JSON.parse(readFileSync(join(ROOT, `locales/ru/${file}.json`), "utf8"));
  const texts = { ...textsIn("refusal"), ...textsIn("settingsRefusal") };
  const sources = projectFiles([".ts"]).filter((path) => /^(server|core)\//.test(path) && !path.endsWith(".test.ts"));
  const codes = sources.flatMap((path) =>
    [...readFileSync(join(ROOT, path), "utf8").matchAll(/badField\(\s*[^,]+?,\s*"([\w-]+)"/g)].map(([, code]) => code),
  );
  assert.ok(["zero-character", "too-deep", "past"].every((code) => codes.includes(code)));
  assert.deepEqual(
    codes.filter((code) => typeof texts[code ?? ""] !== "string"),
    [],
    "Write the text of the code in locales/*/refusal.json, or settingsRefusal.json where only settings say it.",
  );
});

/** What settings refuse without a refusal of its own, where the list of what is wrong says it. */
const SAID_BY_THE_LIST = [
  "configuration/faulty",
  "process/invalid",
  "process/statuses-in-use",
  "template/wrong",
  // Among the faults of a file that is imported.
  "type-fixed",
];

it("says what is refused in settings of processes and rules in words of the person's language", () => {
  const textsIn = (file: string) => JSON.parse(readFileSync(join(ROOT, `locales/ru/${file}.json`), "utf8"));
  const texts = { ...textsIn("refusal"), ...textsIn("settingsRefusal") };
  const folders = /^server\/(configuration|rehearsal|routing|rules|settings|sla|templates|tickets\/migration)\//;
  const sources = projectFiles([".ts"]).filter((path) => folders.test(path) && !path.endsWith(".test.ts"));
  const codes = sources.flatMap((path) => {
    const code = readFileSync(join(ROOT, path), "utf8");
    const problems = [...code.matchAll(/new Problem\(\s*4\d\d,\s*"([\w/-]+)"/g)].map(([, one = ""]) => one);
    const refusals = [...code.matchAll(/\bcode: "([\w/-]+)",\s*field\b/g)].map(([, one = ""]) => one);
    return [...problems, ...refusals];
  });
  assert.ok(["configuration/unreadable", "status-in-use", "calendar-in-use"].every((code) => codes.includes(code)));
  const isSaid = (code: string) => {
    const key = code.slice(code.indexOf("/") + 1);
    return typeof (texts[key] ?? texts[`${key}_other`]) === "string";
  };
  assert.deepEqual(
    [...new Set(codes)].filter((code) => !SAID_BY_THE_LIST.includes(code) && !isSaid(code)),
    [],
    "Write the text of the code in locales/*/settingsRefusal.json.",
  );
});

it("says every reason why a letter went where it did", () => {
  const texts = JSON.parse(readFileSync(join(ROOT, "locales/ru/why.json"), "utf8"));
  assert.deepEqual(
    LETTER_REASONS.filter((code) => typeof texts[`letter-${code}`] !== "string"),
    [],
    "Write the text of the code in locales/*/why.json.",
  );
});

/** Reasons whose code is put together, by how that is written: every code that can come of it. */
const PUT_TOGETHER: Record<string, readonly string[]> = {
  "`letter.${code}`": LETTER_REASONS.map((code) => `letter.${code}`),
  "`assignment-${mode.mode}`": ASSIGNMENT_MODES.map((mode) => `assignment-${mode}`),
  "`approval.${command.answer}`": ["agreed", "clarify", "refused"].map((answer) => `approval.${answer}`),
  "`cleared.${settings.unseenCleared}`": ["opened", "assignee-opened", "replied"].map((mode) => `cleared.${mode}`),
  "`notice.${code}`": NOTICE_REASONS.map((code) => `notice.${code}`),
  "`sight.${rule}`": [],
  // The reaction of a process to an event, and clocks.
  event: ["client.said", "employee.said", "employee.noted", "approval.done", "incident.done"],
  "event.kind": ["sla.soon", "sla.late"],
};
/** Rules that people write: by kind, and what is said when none of them matched. */
const RULES_OF_PEOPLE = ["sla", "routing", "trigger", "macro", "sla-none", "routing-none"];

it("[B-EXPL-01] says every reason that is stored or told by itself, in each language", () => {
  const sources = projectFiles([".ts"]).filter((path) => /^(server|core)\//.test(path) && !path.endsWith(".test.ts"));
  const found = sources.flatMap((path) => {
    const code = readFileSync(join(ROOT, path), "utf8");
    const written = [...code.matchAll(/\{\s*rule: (?:"([\w.-]+)"|(`[^`]+`|event(?:\.kind)?))[,\s]/g)];
    // Two ways to write them short: `because("code", …)`, and the tuples of those who answer for somebody.
    const short = [...code.matchAll(/\["(manager-of-\w+)",/g)].map(([, rule]) => rule ?? "");
    const sight = path.endsWith("tickets/scope.ts") ? [...code.matchAll(/because\("([\w-]+)"/g)] : [];
    return [
      ...short,
      ...sight.map(([, rule]) => `sight.${rule}`),
      ...written.flatMap(([, plain, made = ""]) => (plain === undefined ? (PUT_TOGETHER[made] ?? [made]) : [plain])),
    ];
  });
  const rules = [...new Set([...found, ...RULES_OF_PEOPLE])];
  const wellKnown = ["lease.lost", "manager-of-place", "assignment-load", "sight.other-place", "label.bold", "resume"];
  assert.deepEqual(
    wellKnown.filter((rule) => !rules.includes(rule)),
    [],
    "The test does not find them in the code any more.",
  );
  for (const language of ["ru", "en", "id", "fa"]) {
    const texts = JSON.parse(readFileSync(join(ROOT, `locales/${language}/why.json`), "utf8"));
    assert.deepEqual(
      rules.filter((rule) => typeof texts[rule.replaceAll(".", "-")] !== "string"),
      [],
      "Write the text of the reason in locales/*/why.json, or name its codes in PUT_TOGETHER.",
    );
    const ui = JSON.parse(readFileSync(join(ROOT, `locales/${language}/whyUi.json`), "utf8"));
    assert.deepEqual(
      EXPLAINED.filter((part) => typeof ui.part[part] !== "string"),
      [],
    );
  }
});

it("speaks of clients and not of residents: most desks have none", () => {
  const files = projectFiles([".json"]).filter((path) => path.startsWith("locales/ru/"));
  assert.ok(files.length > 20);
  assert.deepEqual(
    files.filter((path) => /жител/i.test(readFileSync(join(ROOT, path), "utf8"))),
    [],
    "Say «клиент»: the texts are those of every desk.",
  );
});
