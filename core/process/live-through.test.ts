import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CLIENT, COMPANIES, DISPATCHER, ENGINEER, facts, NOW, person, RESIDENTS } from "../../test/process-case.ts";
import type { Command } from "./commands.ts";
import { apply } from "./events.ts";
import { type Act, liveThrough } from "./live-through.ts";
import type { TicketState } from "./state.ts";

const at = (hours: number): Date => new Date(NOW.getTime() + hours * 3_600_000);
const open: Act = {
  at: NOW,
  actor: CLIENT,
  command: { kind: "open", subject: "Кран", description: "", channel: "portal" },
};
const works = (hours: number, command: Command): Act => ({ at: at(hours), actor: ENGINEER, command });
const given = facts({ people: [person("engineer")], settings: { autoCloseAfter: "P3D" } });

describe("a past that is lived through at once", () => {
  it("ends in the state that its events fold into, with the timers that lie ahead", () => {
    const life = liveThrough(
      RESIDENTS,
      given,
      [
        open,
        works(1, { kind: "assign", assignees: ["engineer"] }),
        works(2, { kind: "move", to: "in_progress" }),
        works(3, { kind: "move", to: "suspended", comment: "Ждём деталь", resumeAt: at(24 * 30).toISOString() }),
      ],
      at(24),
    );
    assert.ok(life.ok);
    const folded = life.lived
      .flatMap(({ decision }) => decision.events)
      .reduce<TicketState | null>((state, event) => apply(state, event), null);
    assert.deepEqual(life.state, folded);
    assert.equal(life.state.status, "suspended");
    assert.deepEqual(
      life.timers.map(({ key }) => key),
      ["resume", "remind-0", "remind-1", "remind-2"],
    );
    assert.ok(life.timers.every((timer) => timer.at !== null && new Date(timer.at) > at(24)));
  });

  it("lets timers fire between the acts and up to the present, each at its moment", () => {
    const acts = [open, works(1, { kind: "move", to: "resolved" }), { ...open, at: at(80), command: RATE }];
    const closed = liveThrough(COMPANIES, given, acts, at(100));
    assert.ok(closed.ok);
    assert.equal(closed.state.status, "closed");
    assert.equal(closed.state.closedAt, at(73).toISOString());
    assert.deepEqual(
      closed.lived.map(({ command }) => command.kind),
      ["open", "move", "timer", "rate"],
    );
    assert.deepEqual(closed.timers, []);
    const young = liveThrough(COMPANIES, given, acts.slice(0, 2), at(72));
    assert.ok(young.ok);
    assert.deepEqual([young.state.status, young.timers.map((timer) => timer.at)], ["resolved", [at(73).toISOString()]]);
  });

  it("knows to whom the ticket is new, and tells when he looks", () => {
    const look = { kind: "open-on-screen" } as const;
    const lives = [
      [open, works(1, { kind: "assign", assignees: ["engineer"] }), works(2, look)],
      [open, { ...works(1, { kind: "assign", assignees: ["engineer"] }), actor: DISPATCHER }],
      [open, { ...works(1, { kind: "assign", assignees: ["engineer"] }), actor: DISPATCHER }, works(2, look)],
      [
        open,
        { ...works(1, { kind: "assign", assignees: ["engineer"] }), actor: DISPATCHER },
        works(2, look),
        works(3, { kind: "mark-unread" }),
      ],
    ].map((acts) => liveThrough(RESIDENTS, given, acts, at(24)));
    const seen = lives.map((life) => {
      assert.ok(life.ok);
      const looks = life.lived.flatMap(({ decision }) => decision.events).filter(({ kind }) => kind === "ticket.seen");
      return [[...life.unread], looks.map(({ data }) => data)];
    });
    assert.deepEqual(seen, [
      [[], []],
      [["engineer"], []],
      [[], [{ cleared: ["unread"] }]],
      [["engineer"], [{ cleared: ["unread"] }]],
    ]);
  });

  it("tells which act the rules refuse", () => {
    const wrong = works(1, { kind: "move", to: "done" });
    const life = liveThrough(RESIDENTS, given, [open, wrong, works(2, RATE)], at(5));
    assert.ok(!life.ok);
    assert.equal(life.act, wrong);
    assert.equal(life.refusals[0]?.code, "no-such-move");
  });

  it("takes no acts out of order and none of the future", () => {
    assert.throws(() => liveThrough(RESIDENTS, given, [open, { ...open, at: at(-1) }], at(1)), /order/);
    assert.throws(() => liveThrough(RESIDENTS, given, [{ ...open, at: at(2) }], at(1)), /future/);
    assert.throws(() => liveThrough(RESIDENTS, given, [], at(1)), /opens/);
  });
});

const RATE: Command = { kind: "rate", score: 5 };
