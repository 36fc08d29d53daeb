/** The table of statuses cell by cell, and what happens by itself. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkProcess } from "../../core/process/check.ts";
import { clockIn } from "../../core/process/clocks.ts";
import type { Actor, Command } from "../../core/process/commands.ts";
import { decide } from "../../core/process/decide.ts";
import { countsAsLoad } from "../../core/process/load.ts";
import { lockedFaults } from "../../core/process/locked.ts";
import { offers } from "../../core/process/moves.ts";
import type { Process } from "../../core/process/process.ts";
import {
  at,
  CLIENT,
  codes,
  DISPATCHER,
  ENGINEER,
  facts,
  NEWCOMER,
  NOW,
  OPEN,
  Story,
  SYSTEM,
  ticketIn,
} from "../../test/process-case.ts";
import { process } from "./process.ts";

const STATUSES = Object.keys(process.statuses);
/** Where a client can go by himself: his link in the letter leads to Completed. */
const BY_CLIENT = ["completed"];
const ACTORS: { name: string; actor: Actor }[] = [
  { name: "agent", actor: DISPATCHER },
  { name: "assignee", actor: ENGINEER },
  { name: "newcomer", actor: NEWCOMER },
  { name: "client", actor: CLIENT },
  { name: "system", actor: SYSTEM },
];
const SAY: Command = { kind: "say", message: "m", text: "It is broken again", files: 0 };

function from(status: string): Story {
  const story = new Story(process);
  story.state = ticketIn(process, status);
  return story;
}

describe("the table of statuses", () => {
  it("[U-SYS-01, U-STAT-04] has four statuses of the system, each of the open or of the closed state", () => {
    assert.deepEqual(checkProcess(process), []);
    const rows = Object.entries(process.statuses).map(([key, { name, category, locked }]) => [
      key,
      name.ru,
      category === "closed" ? "closed" : "open",
      locked,
    ]);
    assert.deepEqual(rows, [
      ["open", "Открыта", "open", true],
      ["on_hold", "В ожидании", "open", true],
      ["awaiting_reply", "Ожидает ответа", "open", true],
      ["completed", "Завершен", "closed", true],
    ]);
  });

  for (const status of STATUSES) {
    it(`[U-UPD-01] from ${status}: any other, by agents; by the client as the table says`, () => {
      for (const { name, actor } of ACTORS) {
        const offered = offers(process, ticketIn(process, status), actor, facts(), NOW).map(({ to }) => to);
        for (const to of STATUSES) {
          const state = ticketIn(process, status);
          const decision = decide(process, state, { kind: "move", to }, actor, facts(), NOW);
          const forClient = BY_CLIENT.includes(to) && status !== to ? "ok" : "not-for-clients";
          const wanted =
            to === status || name === "system"
              ? "no-such-move"
              : ({ newcomer: "permission-missing", client: forClient }[name] ?? "ok");
          const found = decision.ok ? "ok" : codes(decision.refusals)[0];
          assert.equal(found, wanted, `${status} → ${to} by ${name}`);
          assert.equal(offered.includes(to), wanted === "ok", `offer ${status} → ${to} to ${name}`);
        }
      }
    });
  }

  it("[U-SYS-04, U-SYS-06, U-SYS-08] lets an agent put an open ticket on hold, ask back, and complete it", () => {
    for (const to of ["on_hold", "awaiting_reply", "completed"]) {
      assert.equal(from("open").does(ENGINEER, { kind: "move", to }).state.status, to);
    }
  });
});

describe("opening", () => {
  it("[U-SYS-02] begins Open when nobody chooses, by whomever it comes", () => {
    for (const by of [CLIENT, DISPATCHER, SYSTEM]) assert.equal(new Story(process, by).state.status, "open");
  });

  it("[U-SYS-03] begins in the status that an employee chooses, and clients choose none", () => {
    for (const status of STATUSES) {
      const { state } = new Story(process, DISPATCHER, facts(), { ...OPEN, status });
      const isClosed = status === "completed";
      assert.deepEqual(
        [state.status, state.closedAt !== null, state.resolvedAt !== null, state.reaction.stoppedAt !== null],
        [status, isClosed, isClosed, isClosed],
      );
    }
    const refusedTo = (by: Actor, status: string) => {
      const decision = decide(process, null, { ...OPEN, status }, by, facts(), NOW);
      return decision.ok ? [] : codes(decision.refusals);
    };
    assert.deepEqual(refusedTo(CLIENT, "on_hold"), ["not-for-clients"]);
    assert.deepEqual(refusedTo(DISPATCHER, "nowhere"), ["unknown-status"]);
  });
});

describe("a word of the client", () => {
  it("[U-AUT-05] makes Awaiting reply and Completed Open again, and leaves On hold (X-03)", () => {
    const after = STATUSES.map((status) => [status, from(status).does(CLIENT, SAY).state.status]);
    assert.deepEqual(Object.fromEntries(after), {
      open: "open",
      on_hold: "on_hold",
      awaiting_reply: "open",
      completed: "open",
    });
  });
});

describe("clock and load", () => {
  it("[U-SYS-05, U-SLA-02] stand still On hold and while a reply is awaited", () => {
    const story = new Story(process).does(ENGINEER, { kind: "move", to: "on_hold" }, at("2026-03-10T08:00:00Z"));
    story.does(ENGINEER, { kind: "move", to: "open" }, at("2026-03-10T08:30:00Z"));
    assert.equal(story.state.resolution.spent, 3600);
    assert.deepEqual(
      STATUSES.map((key) => clockIn(process, key)),
      ["running", "paused", "paused", "stopped"],
    );
  });

  it("[U-SLA-06] count no ticket that is completed", () => {
    const story = new Story(process).does(ENGINEER, { kind: "move", to: "completed" }, at("2026-03-10T08:00:00Z"));
    const { spent, since } = story.state.resolution;
    assert.deepEqual([spent, since, countsAsLoad(process, "completed")], [3600, null, false]);
  });

  const withOption = (key: string, option: object): Process => {
    const own: Process = process;
    const status = own.statuses[key];
    assert.ok(status);
    return { ...own, statuses: { ...own.statuses, [key]: { ...status, ...option } } };
  };

  it("[U-SLA-03, U-SLA-05, U-SYS-09] are options of system statuses too; name and state are locked", () => {
    for (const change of [{ load: false }, { clock: "paused" }, { colour: "red" }, { textColour: "dark" }]) {
      assert.deepEqual(lockedFaults(process, withOption("awaiting_reply", change)), []);
    }
    for (const change of [{ name: { en: "Later", ru: "Потом" } }, { category: "closed" }, { locked: undefined }]) {
      assert.deepEqual(
        lockedFaults(process, withOption("awaiting_reply", change)).map(({ code }) => code),
        ["locked-changed"],
      );
    }
    const { on_hold: _, ...others } = process.statuses;
    assert.equal(lockedFaults(process, { ...process, statuses: others }).length, 1);
  });

  it("[U-LOAD-03] leave a ticket out of the load in a status so marked", () => {
    assert.deepEqual(
      STATUSES.map((key) => countsAsLoad(process, key)),
      [true, true, true, false],
    );
    assert.equal(countsAsLoad(withOption("on_hold", { load: false }), "on_hold"), false);
  });

  it("[U-SLA-04] are options of the open state only", () => {
    const faults = (key: string, option: object) =>
      checkProcess(withOption(key, option)).map(({ code, at }) => [code, at]);
    assert.deepEqual(faults("on_hold", { load: false }), []);
    assert.deepEqual(faults("completed", { load: true }), [["load-of-ended", "statuses.completed.load"]]);
    assert.deepEqual(faults("completed", { clock: "running" }), [
      ["clock-contradiction", "statuses.completed.clock"],
      ["clock-contradiction", "statuses.completed.clock"],
    ]);
  });
});

describe("letters", () => {
  it("[U-NOT-01] tell the client of every status that an employee sets", () => {
    for (const to of STATUSES) {
      const story = from(to === "open" ? "on_hold" : "open").does(ENGINEER, { kind: "move", to });
      const told = story.last.effects.filter(({ kind }) => kind === "tell-client");
      assert.equal(told.length, 1, to);
    }
  });
});
