/** The tables of stages and of statuses cell by cell, and what a word of the client does. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkProcess } from "../../core/process/check.ts";
import type { Actor, Command } from "../../core/process/commands.ts";
import { decide } from "../../core/process/decide.ts";
import { handoverOffers, offers } from "../../core/process/moves.ts";
import {
  at,
  CLIENT,
  codes,
  DISPATCHER,
  ENGINEER,
  employee,
  eventOf,
  facts,
  NEWCOMER,
  NOW,
  OPEN,
  person,
  refused,
  Story,
  SYSTEM,
  ticketIn,
} from "../../test/process-case.ts";
import { process } from "./process.ts";

const OPERATOR = employee("operator");
const FIRST = employee("first");
const SECOND = employee("second");
const PEOPLE = [
  person("operator", { teams: ["operators"] }),
  person("first", { teams: ["first_line"] }),
  person("other", { teams: ["first_line"] }),
  person("second", { teams: ["second_line"] }),
];
const given = facts({ people: PEOPLE });
const FILLED: Command = { ...OPEN, contactId: "contact", serviceId: "service" };
const SAY: Command = { kind: "say", message: "m", text: "Any news?", files: 0 };
const DISTRIBUTE: Command = { kind: "hand-over", to: "distribute", assignees: ["first"] };
const ESCALATE: Command = { kind: "hand-over", to: "escalate" };

const opened = (command = FILLED, withFacts = given) => new Story(process, CLIENT, withFacts, command as typeof OPEN);
const onFirst = () => opened().does(OPERATOR, DISTRIBUTE);
const onSecond = () => onFirst().does(FIRST, ESCALATE);
const place = ({ state }: Story) => [state.stage, state.teamId, state.assignees];

describe("the way from team to team", () => {
  it("[P-STG-01] has the four stages in their order and no faults", () => {
    assert.deepEqual(checkProcess(process), []);
    assert.deepEqual(
      Object.values(process.stages).map(({ name }) => name.ru),
      ["Распределение", "Первая линия", "Вторая линия", "Закрытие"],
    );
  });

  it("[P-STG-02] begins with the operators", () => {
    assert.deepEqual(place(opened()), ["distribution", "operators", []]);
  });

  it("[P-STG-03] goes on when type, client and assignee are given, and names each that is missing", () => {
    const bare = opened(OPEN);
    const missing = refused(decide(process, bare.state, { kind: "hand-over", to: "distribute" }, OPERATOR, given, NOW));
    assert.deepEqual(missing, ["field-required", "field-required", "assignee-required"]);
    assert.deepEqual(opened().refuses(OPERATOR, { kind: "hand-over", to: "distribute" }), ["assignee-required"]);
    assert.deepEqual(opened().refuses(OPERATOR, { ...DISTRIBUTE, assignees: ["second"] }), ["not-in-team"]);
    assert.deepEqual(place(onFirst()), ["first_line", "first_line", ["first"]]);
  });

  const CELLS: [stage: string, story: () => Story, offered: string[]][] = [
    ["distribution", opened, ["distribute"]],
    ["first_line", onFirst, ["escalate"]],
    ["second_line", onSecond, ["return"]],
    ["closing", () => onFirst().does(FIRST, { kind: "move", to: "closed" }), []],
  ];
  for (const [stage, story, offered] of CELLS) {
    it(`[P-L1-03, P-L2-01, P-L2-03] from ${stage}: ${offered.join(", ") || "nothing"}, by employees alone`, () => {
      const { state } = story();
      assert.equal(state.stage, stage);
      for (const actor of [OPERATOR, CLIENT, SYSTEM, NEWCOMER] as Actor[]) {
        const c = { process, state, actor, facts: given, now: NOW };
        const may = actor === OPERATOR ? offered : [];
        assert.deepEqual(
          handoverOffers(c).map(({ key }) => key),
          may,
        );
        for (const { key } of process.handovers) {
          const command: Command = {
            kind: "hand-over",
            to: key,
            ...(key === "distribute" ? { assignees: ["first"] } : {}),
          };
          const decision = decide(process, state, command, actor, given, NOW);
          assert.equal(decision.ok, may.includes(key), `${stage}: ${key} by ${actor.kind}`);
        }
      }
      if (stage === "closing") return;
      assert.ok(
        offers(process, state, FIRST, given, NOW).some(({ to }) => to === "closed"),
        "closes from any stage",
      );
    });
  }

  it("[P-ESC-01, P-ESC-02] escalates with or without a note, and keeps what was done", () => {
    const story = onFirst();
    story.does(FIRST, { kind: "edit", changes: { description: "Checked the order" } });
    const note: Command = {
      kind: "note",
      message: "n",
      text: "No access",
      important: false,
      handOver: { to: "escalate" },
    };
    story.does(FIRST, note);
    assert.deepEqual(story.kinds, ["note.said", "stage.changed", "people.changed"]);
    assert.deepEqual(
      [...place(story), story.state.description],
      ["second_line", "second_line", [], "Checked the order"],
    );
    assert.deepEqual(place(onFirst().does(FIRST, ESCALATE)), ["second_line", "second_line", []]);
    assert.deepEqual(story.refuses(SECOND, { ...note, text: " " }), ["text-required"]);
  });

  it("[P-L2-04] comes back to the one who had it on the first line", () => {
    const story = onSecond().does(SECOND, { kind: "assign", assignees: ["second"] });
    story.does(SECOND, { kind: "hand-over", to: "return" });
    assert.deepEqual(place(story), ["first_line", "first_line", ["first"]]);
    story.does(FIRST, { kind: "move", to: "closed" });
    assert.deepEqual(place(story), ["closing", "first_line", ["first"]]);
  });

  it("[P-STAT-01] leaves the status as it is, and the status leaves the stage", () => {
    const story = onFirst().does(FIRST, { kind: "move", to: "in_work" });
    assert.equal(story.state.stage, "first_line");
    assert.equal(story.does(FIRST, ESCALATE).state.status, "in_work");
  });
});

describe("the table of statuses", () => {
  const TABLE: Record<string, string[]> = {
    new: ["in_work", "closed"],
    in_work: ["information_request", "rating", "closed"],
    information_request: ["in_work", "rating", "closed"],
    rating: ["in_work", "closed"],
    closed: ["in_work"],
  };
  for (const [status, row] of Object.entries(TABLE)) {
    it(`[P-STAT-02, P-STAT-03, P-STAT-04] from ${status}: ${row.join(", ")}`, () => {
      for (const actor of [DISPATCHER, ENGINEER, NEWCOMER, CLIENT, SYSTEM] as Actor[]) {
        for (const to of Object.keys(TABLE)) {
          const decision = decide(process, ticketIn(process, status), { kind: "move", to }, actor, facts(), NOW);
          const isCell = row.includes(to);
          const byKind = {
            client: "not-for-clients",
            system: "no-such-move",
            employee: actor === NEWCOMER ? "permission-missing" : "ok",
          };
          const wanted = isCell ? byKind[actor.kind] : "no-such-move";
          assert.equal(decision.ok ? "ok" : codes(decision.refusals)[0], wanted, `${status} → ${to} by ${actor.kind}`);
        }
      }
    });
  }
});

describe("send and complete", () => {
  it("[P-REP-04, P-REP-05] says and closes at once, or neither; Send alone leaves the ticket in work", () => {
    const story = onFirst().does(FIRST, { kind: "move", to: "in_work" });
    story.does(FIRST, SAY);
    assert.equal(story.state.status, "in_work");
    const both: Command = { ...SAY, move: { to: "closed" } };
    assert.deepEqual(story.refuses(CLIENT, both), ["not-for-clients"]);
    assert.deepEqual(story.refuses(employee("first", ["message.send"]), both), ["permission-missing"]);
    story.does(FIRST, both);
    assert.deepEqual([story.state.status, story.state.messages], ["closed", 2]);
    const letters = story.last.effects.filter(({ kind }) => kind === "tell-client");
    assert.deepEqual(
      letters.map((effect) => "about" in effect && effect.about),
      ["message", "rate"],
    );
    const offer = offers(process, onFirst().state, FIRST, given, NOW).find(({ to }) => to === "closed");
    assert.equal(offer?.withMessage?.ru, "Отправить и завершить");
  });
});

describe("a word of the client", () => {
  const week = facts({ people: PEOPLE, settings: { reopenWithin: 7 } });
  const closed = (withFacts = given) => {
    const story = opened(FILLED, withFacts).does(OPERATOR, DISTRIBUTE);
    return story.does(FIRST, { kind: "move", to: "closed" }, at("2026-03-10T10:00:00Z"));
  };

  it("[P-REO-01] opens a closed ticket again without a limit, at the stage and with the people it had", () => {
    const story = closed().does(CLIENT, SAY, at("2027-03-10T10:00:00Z"));
    assert.deepEqual([story.state.status, ...place(story)], ["in_work", "first_line", "first_line", ["first"]]);
    assert.deepEqual(eventOf(story.last, "stage.changed").data, { from: "closing", to: "first_line", cause: "status" });
  });

  it("[P-REO-04, P-REO-05, P-REO-03] opens it within the days of the setting; at exactly so many it is a new one", () => {
    const inTime = closed(week).does(CLIENT, SAY, at("2026-03-17T09:00:00Z"));
    assert.equal(inTime.state.status, "in_work");
    for (const late of ["2026-03-17T10:00:00Z", "2026-04-17T10:00:00Z"]) {
      const story = closed(week).does(CLIENT, SAY, at(late));
      assert.deepEqual([story.state.status, story.state.stage, story.kinds], ["closed", "closing", []]);
      assert.deepEqual(story.last.effects, [{ kind: "open-linked", text: "Any news?", message: "m" }]);
    }
  });

  it("brings a ticket that waits for information back to work", () => {
    const story = onFirst().does(FIRST, { kind: "move", to: "in_work" });
    story.does(FIRST, { kind: "move", to: "information_request" }).does(CLIENT, SAY);
    assert.equal(story.state.status, "in_work");
  });
});

describe("asking somebody in", () => {
  it("[P-INT-02, P-INT-03] keeps who was called by name until he writes, and tells the client nothing", () => {
    const story = onFirst();
    const mentions = { employees: ["second", "first"], contacts: [] };
    story.does(FIRST, { kind: "note", message: "n", text: "@second, look", important: false, mentions });
    assert.deepEqual(story.state.invited, ["second"]);
    assert.ok(!story.last.effects.some(({ kind }) => kind === "tell-client"));
    story.does(SECOND, { kind: "note", message: "n2", text: "Done", important: false });
    assert.deepEqual(story.state.invited, []);
  });
});
