import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RESIDENTS } from "../../test/process-case.ts";
import type { Effect, EventKind } from "./events.ts";
import { type Asked, toldOf, whyUntold } from "./told-of.ts";

describe("what a letter tells of", () => {
  const events: { kind: EventKind }[] = [
    { kind: "message.said" },
    { kind: "status.changed" },
    { kind: "due.changed" },
    { kind: "people.changed" },
    { kind: "reaction.stopped" },
  ];
  const cases: [Effect, number][] = [
    [{ kind: "tell-client", about: "message", message: "m" }, 0],
    [{ kind: "tell-mentioned", message: "m", employees: [], contacts: [] }, 0],
    [{ kind: "tell-client", about: "rate" }, 1],
    [{ kind: "tell-employees", about: "status", to: [] }, 1],
    [{ kind: "tell-employees", about: "assigned", to: [] }, 3],
    [{ kind: "tell-employees", about: "overdue", to: [] }, 4],
  ];
  for (const [effect, place] of cases) {
    it(`is one of its events: ${effect.kind} ${"about" in effect ? effect.about : ""}`, () =>
      assert.equal(toldOf(effect, events), place));
  }
});

describe("why nobody was told", () => {
  const employee = { kind: "employee", id: "ben" } as const;
  const client = { kind: "client", id: "ada" } as const;
  const base: Asked = {
    kind: "status.changed",
    by: employee,
    data: { to: "done" },
    withMessage: false,
    toldClient: false,
    toldEmployees: true,
  };
  const people = { kind: "people.changed", toldEmployees: false, data: { assignees: { added: ["ben"] } } } as const;
  const cases: [string, Partial<Asked>, string[]][] = [
    ["the process is silent about the status", { data: { to: "waiting" } }, ["status-silent"]],
    ["the client did it", { by: client }, ["own-action"]],
    ["the letter with the message says it", { withMessage: true }, ["with-message"]],
    ["a change that is not told of", {}, ["quiet"]],
    [
      "the client was told, and colleagues are not on the ticket",
      { toldClient: true, toldEmployees: false },
      ["nobody-else"],
    ],
    ["a client's words when nobody is there", { kind: "message.said", by: client, toldEmployees: false }, ["nobody"]],
    ["an employee's words to the client concern no colleague", { kind: "message.said", toldEmployees: false }, []],
    ["he took it himself", people, ["own-action"]],
    ["somebody was taken off", { ...people, data: { assignees: { removed: ["eve"] } } }, []],
  ];
  for (const [name, change, codes] of cases) {
    it(`[B-EXPL-01] ${name}`, () => {
      const { client, employees } = whyUntold(RESIDENTS, { ...base, ...change });
      assert.deepEqual(
        [...client, ...employees].map(({ rule }) => rule),
        codes.map((code) => `notice.${code}`),
      );
    });
  }
});
