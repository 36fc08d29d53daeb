/** The rules of the tree (CONTRIBUTING.md, "The house"), checked on the files as they are. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { projectFiles, ROOT } from "../tools/files.ts";
import { exists, importCycles, readSourceTree, type SourceFile } from "./source-tree.ts";

const files = readSourceTree();
const productFiles = files.filter((file) => !file.isTest);
const layerOf = (path: string): string => (path.includes("/") ? path.slice(0, path.indexOf("/")) : "");

/** Which layers a layer's files may import. Layers that are not named here (tools, test, bench) may import any. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  core: ["core"],
  contract: ["core", "contract"],
  presets: ["core", "contract", "presets"],
  server: ["core", "contract", "presets", "server", "locales"],
  web: ["core", "contract", "web", "locales"],
};
/** Which packages a layer may import. Layers that are not named here may import any. */
const MAY_USE: Record<string, RegExp> = { core: /^$/, contract: /^typebox(\/|$)/, presets: /^$/, web: /^(?!node:)/ };
/** What tests may import besides: the test database and cast, and real processes. */
const TESTS_MAY_IMPORT = ["test", "presets", "contract"];
/** Runs in Node at build time although it lies in web/. */
const isBuildFile = (path: string): boolean => path === "web/vite.config.ts";

/** Written by programs, so as long as they come. */
const GENERATED = ["schema.sql", "migrations/schema.sql", "server/platform/tables.ts"];

/**
 * Which folder writes a table. Others call its use-cases. A new table gets a line with its first use-case;
 * tables that are not named here are not checked.
 */
const TABLE_OWNERS: Record<string, string> = {
  ticket: "server/tickets/",
  ticket_person: "server/tickets/",
  ticket_window: "server/tickets/",
  event: "server/platform/",
  draft: "server/conversation/",
  message: "server/conversation/",
  file: "server/files/",
  ticket_export: "server/exports/",
  letter_in: "server/mail/",
  letter_out: "server/mail/",
  mail_address: "server/mail/",
  mailbox: "server/mail/",
  messenger: "server/messengers/",
  messenger_chat: "server/messengers/",
  messenger_in: "server/messengers/",
  messenger_out: "server/messengers/",
  company: "server/clients/",
  contact: "server/clients/",
  place: "server/places/",
  occupancy: "server/clients/",
  client_category: "server/clients/",
  employee_place: "server/people/",
  service: "server/catalog/",
  service_type: "server/catalog/",
  service_category: "server/catalog/",
  service_role: "server/catalog/",
  calendar: "server/settings/",
  custom_field: "server/settings/",
  priority: "server/settings/",
  workspace: "server/settings/",
  process: "server/settings/",
  rule: "server/rules/",
  rule_version: "server/rules/",
  saved_view: "server/views/",
  api_token: "server/people/",
  team_member: "server/people/",
  employee: "server/people/",
  role: "server/people/",
  team: "server/people/",
  team_turn: "server/routing/",
};

const PRESETS = ["housing", "helpdesk", "support", "lines", "leads", "field", "registry"];
/** These names are no English words of the trade, so they may not stand in the code at all. */
const UNMISTAKABLE_PRESETS = /\b(housing|helpdesk)\b/i;

function assertNone(found: readonly string[], mend: string): void {
  assert.ok(found.length === 0, `${mend}\n  ${found.join("\n  ")}\n`);
}

/** Every import that breaks a rule, as `importer → imported`. */
function wrongImports(from: readonly SourceFile[], isWrong: (file: SourceFile, target: string) => boolean): string[] {
  return from.flatMap((file) =>
    file.imports.flatMap(({ target }) => (target && isWrong(file, target) ? [`${file.path} → ${target}`] : [])),
  );
}

describe("who may import whom", () => {
  it("keeps core ← contract ← server, web", () => {
    const isWrong = ({ path, isTest }: SourceFile, target: string) => {
      const allowed = MAY_IMPORT[layerOf(path)];
      if (!allowed || isBuildFile(path) || allowed.includes(layerOf(target))) return false;
      return !(isTest && TESTS_MAY_IMPORT.includes(layerOf(target)));
    };
    assertNone(
      wrongImports(files, isWrong),
      "A layer imports one it must not know. Move what both need down into core/ or contract/, or pass it in as an argument.",
    );
  });

  it("keeps packages and node modules out of the pure layers", () => {
    const wrong = productFiles.flatMap(({ path, imports }) => {
      const allowed = MAY_USE[layerOf(path)];
      if (!allowed || isBuildFile(path)) return [];
      return imports.flatMap(({ specifier, target }) =>
        target === undefined && !allowed.test(specifier) ? [`${path} → ${specifier}`] : [],
      );
    });
    assertNone(
      wrong,
      "core/ and presets/ import no package, contract/ only typebox, web/ no node: module. Do the I/O in server/ and hand the result in.",
    );
  });

  it("lets server/platform know no capability", () => {
    const isWrong = ({ path }: SourceFile, target: string) =>
      path.startsWith("server/platform/") && target.startsWith("server/") && !target.startsWith("server/platform/");
    assertNone(
      wrongImports(productFiles, isWrong),
      "Turn it round: the capability imports the platform and registers what it needs; server/app.ts and worker.ts wire both.",
    );
  });

  it("keeps the faces of the web apart", () => {
    const face = (path: string) => /^web\/(console|portal|widget)\//.exec(path)?.[1];
    const isWrong = ({ path }: SourceFile, target: string) =>
      /^web\/(console|portal|widget|kit)\//.test(path) && face(target) !== undefined && face(target) !== face(path);
    assertNone(
      wrongImports(productFiles, isWrong),
      "What two faces share lives in web/kit/, and web/kit/ knows no face.",
    );
  });

  it("has no import cycles", () => {
    assertNone(importCycles(files), "Take the part that both need into a file of its own, or import the type only.");
  });

  it("writes each relative import with its extension, to a file that is there", () => {
    const wrong = files.flatMap(({ path, imports }) =>
      imports.flatMap(({ specifier, target }) => {
        if (target === undefined) return [];
        const file = target.replace(/\?.*$/, "");
        return /\.\w+$/.test(file) && (exists(file) || /\.gen\.ts$/.test(file)) ? [] : [`${path}: "${specifier}"`];
      }),
    );
    assertNone(wrong, "Node takes imports as they are written: name the file with .ts, .tsx, .css or .json.");
  });
});

describe("files", () => {
  it("has no barrels", () => {
    const wrong = files.filter(({ path, onlyReexports }) => onlyReexports || /(^|\/)index\.tsx?$/.test(path));
    assertNone(
      wrong.map(({ path }) => path),
      "Import each thing from the file that has it; name a file after what it does, not index.",
    );
  });

  it("has no utils and no helpers", () => {
    const wrong = projectFiles([""]).filter((path) => /(^|\/)(utils?|helpers?)(\/|\.)/i.test(path));
    assertNone(wrong, "Name the file after what it does, and put it beside the code that uses it.");
  });

  it("has no code file over 300 lines", () => {
    const wrong = projectFiles([".ts", ".tsx", ".css", ".sql"])
      .filter((path) => !GENERATED.includes(path) && !/^migrations\/\d/.test(path) && !path.endsWith(".gen.ts"))
      .map((path) => ({ path, lines: readFileSync(join(ROOT, path), "utf8").trimEnd().split("\n").length }))
      .filter(({ lines }) => lines > 300);
    assertNone(
      wrong.map(({ path, lines }) => `${lines} ${path}`),
      "Split it by use-case or by rule: one file tells one story.",
    );
  });
});

describe("data stays data", () => {
  const shared = productFiles.filter(({ path }) => ["server", "core", "web"].includes(layerOf(path)));

  it("names no preset in server/, core/ and web/", () => {
    const keys = PRESETS.join("|");
    const forms = [
      UNMISTAKABLE_PRESETS,
      new RegExp(`presets/(${keys})(/|\\.)`),
      new RegExp(`\\b(preset|process)\\w*(\\.key)?\\s*[!=]==?\\s*["'\`](${keys})["'\`]`, "i"),
    ];
    const wrong = shared.flatMap(({ path, code }) =>
      code.split("\n").flatMap((line) => (forms.some((form) => form.test(line)) ? [`${path}: ${line.trim()}`] : [])),
    );
    assertNone(
      wrong,
      "No code asks which preset it runs: say the difference in the preset's data and let the code read that.",
    );
  });

  it("writes a table from its own capability only", () => {
    const write =
      /\b(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*["'`](\w+)|\b(?:insert\s+into|delete\s+from|update(?=\s+\S+\s+set\b))\s+"?(\w+)/gi;
    const wrong = shared.flatMap(({ path, code }) =>
      [...code.matchAll(write)].flatMap(([, built, raw]) => {
        const table = built ?? raw ?? "";
        const owner = Object.hasOwn(TABLE_OWNERS, table) ? TABLE_OWNERS[table] : undefined;
        return owner === undefined || path.startsWith(owner) ? [] : [`${path} writes ${table}, which is ${owner}'s`];
      }),
    );
    assertNone(
      [...new Set(wrong)],
      "Call the use-case of the capability that owns the table (TABLE_OWNERS in this file).",
    );
  });
});

describe("locales", () => {
  /** Texts by dotted key; the plural forms, which differ by language, count as one key. */
  function textsOf(language: string): Map<string, string> {
    const texts = new Map<string, string>();
    const read = (prefix: string, value: unknown): void => {
      if (typeof value === "object" && value !== null) {
        for (const [key, inner] of Object.entries(value)) read(`${prefix}.${key}`, inner);
      } else {
        const key = prefix.replace(/_(zero|one|two|few|many|other)$/, "_*");
        texts.set(key, texts.get(key) === "" ? "" : String(value));
      }
    };
    for (const path of projectFiles([".json"]).filter((file) => file.startsWith(`locales/${language}/`))) {
      read(
        path.slice(`locales/${language}/`.length, -".json".length),
        JSON.parse(readFileSync(join(ROOT, path), "utf8")),
      );
    }
    return texts;
  }
  const languages = exists("locales") ? readdirSync(join(ROOT, "locales")) : [];
  const russian = textsOf("ru");

  it("has the same keys in every language", () => {
    const wrong = languages.flatMap((language) => {
      const texts = textsOf(language);
      return [
        ...[...russian.keys()].filter((key) => !texts.has(key)).map((key) => `${language} lacks ${key}`),
        ...[...texts.keys()].filter((key) => !russian.has(key)).map((key) => `${language} has ${key}, ru has not`),
      ];
    });
    assertNone(wrong, "Add the text to every language in locales/, or take it out of all.");
  });

  it("leaves no Russian or English text empty", () => {
    const wrong = ["ru", "en"].flatMap((language) =>
      [...textsOf(language)].flatMap(([key, text]) => (text.trim() === "" ? [`${language} ${key}`] : [])),
    );
    assertNone(wrong, "Write the text: an empty one shows as nothing on the screen.");
  });
});
