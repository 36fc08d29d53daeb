/** The process of submissions cell by cell; the sources name no statuses, so it is that of decision X-18. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkProcess } from "../../core/process/check.ts";
import type { Actor, Command } from "../../core/process/commands.ts";
import { decide } from "../../core/process/decide.ts";
import { offers } from "../../core/process/moves.ts";
import {
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
const TABLE: { from: string; row: Record<string, "staff" | "staff+client"> }[] = [
  { from: "submitted", row: { under_review: "staff", withdrawn: "staff+client" } },
  {
    from: "under_review",
    row: { ready: "staff", clarification: "staff", refused: "staff", withdrawn: "staff+client" },
  },
  { from: "clarification", row: { under_review: "staff", withdrawn: "staff+client" } },
  { from: "ready", row: { under_review: "staff" } },
  { from: "refused", row: { under_review: "staff" } },
  { from: "withdrawn", row: { under_review: "staff" } },
];
const ACTORS: { name: string; actor: Actor }[] = [
  { name: "dispatcher", actor: DISPATCHER },
  { name: "assignee", actor: ENGINEER },
  { name: "newcomer", actor: NEWCOMER },
  { name: "client", actor: CLIENT },
  { name: "system", actor: SYSTEM },
];
const SUBMISSION = { ...OPEN, placeId: "office", client: { name: "ООО «Ромашка»" } };
const ticket = (status: string) => {
  const opened = new Story(process, DISPATCHER, facts(), SUBMISSION).state;
  return { ...opened, ...ticketIn({ ...process, statuses: withoutNeeds() }, status), ...links(opened) };
};
const links = ({ placeId, client }: Story["state"]) => ({ placeId, client });
/** `ticketIn` opens a ticket without an office. */
const withoutNeeds = () =>
  Object.fromEntries(Object.entries(process.statuses).map(([key, status]) => [key, { ...status, needs: [] }]));
const moveTo = (to: string): Command => ({ kind: "move", to, comment: "Because" });

describe("the table of statuses", () => {
  it("is a process without faults of six statuses", () => {
    assert.deepEqual(checkProcess(process), []);
    assert.deepEqual(STATUSES, ["submitted", "under_review", "clarification", "ready", "refused", "withdrawn"]);
    const english = Object.values(process.statuses).map(({ name }) => name.en);
    const decided = ["Submitted", "Under review", "Clarification requested", "Ready", "Refused", "Withdrawn"];
    assert.deepEqual(english, decided);
  });

  for (const { from: status, row } of TABLE) {
    it(`from ${status}: ${Object.keys(row).join(", ")}`, () => {
      for (const { name, actor } of ACTORS) {
        const offered = offers(process, ticket(status), actor, facts(), NOW).map(({ to }) => to);
        for (const to of STATUSES) {
          const cell = row[to];
          const decision = decide(process, ticket(status), moveTo(to), actor, facts(), NOW);
          const forClient = cell === "staff+client" ? "ok" : "not-for-clients";
          const wanted =
            cell === undefined || name === "system"
              ? "no-such-move"
              : ({ newcomer: "permission-missing", client: forClient }[name] ?? "ok");
          const found = decision.ok ? "ok" : codes(decision.refusals)[0];
          assert.equal(found, wanted, `${status} → ${to} by ${name}`);
          assert.equal(offered.includes(to), wanted === "ok", `offer ${status} → ${to} to ${name}`);
        }
      }
    });
  }
});

describe("a submission", () => {
  it("[R-SUBJ-02] carries its applicant and its office, and cannot lose them", () => {
    const refusals = (command: Command) => {
      const decision = decide(process, null, command, DISPATCHER, facts(), NOW);
      return decision.ok ? [] : decision.refusals.map(({ code, field }) => [code, field]);
    };
    assert.deepEqual(refusals(OPEN), [
      ["field-required", "client"],
      ["field-required", "placeId"],
    ]);
    assert.deepEqual(refusals(SUBMISSION), []);
    const story = new Story(process, DISPATCHER, facts(), SUBMISSION);
    const edit = (changes: object): Command => ({ kind: "edit", changes });
    assert.deepEqual(story.refuses(DISPATCHER, edit({ placeId: null })), ["field-required"]);
    assert.deepEqual(story.refuses(DISPATCHER, edit({ client: null })), ["field-required"]);
    story.does(DISPATCHER, edit({ client: null, contactId: "ada" }));
    assert.deepEqual(story.refuses(DISPATCHER, edit({ contactId: null })), ["field-required"]);
  });

  it("says what is asked for and why it is refused", () => {
    for (const to of ["clarification", "refused"]) {
      const story = new Story(process, DISPATCHER, facts(), SUBMISSION).does(DISPATCHER, moveTo("under_review"));
      const mute: Command = { kind: "move", to, comment: "" };
      assert.deepEqual(story.refuses(DISPATCHER, mute), ["comment-required"]);
    }
  });

  it("goes on when the applicant has clarified", () => {
    const story = new Story(process, DISPATCHER, facts(), SUBMISSION);
    story.does(DISPATCHER, moveTo("under_review")).does(DISPATCHER, moveTo("clarification"));
    story.does(CLIENT, { kind: "say", message: "m", text: "Here it is", files: 1 });
    assert.equal(story.state.status, "under_review");
  });
});
