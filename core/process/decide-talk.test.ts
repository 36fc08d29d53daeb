import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  ALL_PERMISSIONS,
  at,
  CLIENT,
  COMPANIES,
  DISPATCHER,
  ENGINEER,
  employee,
  eventOf,
  facts,
  RESIDENTS,
  Story,
  SYSTEM,
} from "../../test/process-case.ts";
import type { Command } from "./commands.ts";
import { LIMITS } from "./limits.ts";

const SAY: Command = { kind: "say", message: "m1", text: "Hello", files: 0 };
const NOTE: Command = { kind: "note", message: "n1", text: "Call back", important: false };
const WRITTEN = {
  message: "m1",
  author: "dispatcher",
  by: "employee",
  writtenAt: "2026-03-10T07:00:00.000Z",
  readAt: null,
  before: "Hello",
} as const;
const EDIT: Command = { kind: "edit-message", text: "Hello!", ...WRITTEN };
const DELETE: Command = { kind: "delete-message", ...WRITTEN };

describe("messages", () => {
  it("count for the other side", () => {
    const story = new Story(RESIDENTS).does(CLIENT, { ...SAY, files: 2 }).does(CLIENT, SAY);
    assert.deepEqual([story.state.unseen, story.state.messages, story.state.clientFiles], [2, 2, 2]);
    story.does(DISPATCHER, SAY);
    assert.deepEqual([story.state.clientUnread, story.state.lastMessageBy], [1, "employee"]);
    assert.deepEqual(story.last.effects, [{ kind: "tell-client", about: "message", message: "m1" }]);
    story.does(CLIENT, { kind: "open-on-screen" });
    assert.deepEqual([story.state.clientUnread, story.state.clientNews], [0, false]);
  });

  it("need a text or a file, and are not endless", () => {
    const story = new Story(RESIDENTS);
    assert.deepEqual(story.refuses(CLIENT, { ...SAY, text: " " }), ["text-required"]);
    story.does(CLIENT, { ...SAY, text: "", files: 1 });
    assert.deepEqual(story.refuses(CLIENT, { ...SAY, text: "x".repeat(LIMITS.text + 1) }), ["text-too-long"]);
  });

  it("[H-ACC-07] of employees need the permission", () => {
    const others = employee(
      "dispatcher",
      ALL_PERMISSIONS.filter((key) => key !== "message.send"),
    );
    assert.deepEqual(new Story(RESIDENTS).refuses(others, SAY), ["permission-missing"]);
  });

  it("[H-CHAT-07] can be changed and taken back by their author within the hour while unread", () => {
    for (const command of [EDIT, DELETE]) {
      const story = new Story(RESIDENTS).does(DISPATCHER, SAY);
      story.does(DISPATCHER, command, at("2026-03-10T08:00:00Z"));
      assert.deepEqual(story.refuses(DISPATCHER, command, at("2026-03-10T08:01:00Z")), ["too-late"]);
      const read = { ...command, readAt: "2026-03-10T07:01:00.000Z" };
      assert.deepEqual(story.refuses(DISPATCHER, read), ["already-read"]);
      assert.deepEqual(story.refuses(ENGINEER, command), ["not-the-author"]);
      const all = story.refuses(ENGINEER, read, at("2026-03-10T09:00:00Z"));
      assert.deepEqual(all, ["not-the-author", "too-late", "already-read"]);
    }
  });

  it("[H-RCHT-04] of the resident likewise", () => {
    const mine = { ...DELETE, author: "client", by: "client" } as const;
    const story = new Story(RESIDENTS).does(CLIENT, { ...SAY, files: 1 }).does(CLIENT, { ...mine, files: 1 });
    assert.deepEqual([story.state.messages, story.state.unseen, story.state.clientFiles], [0, 0, 0]);
    assert.deepEqual(story.refuses(CLIENT, mine, at("2026-03-10T08:00:01Z")), ["too-late"]);
    assert.deepEqual(story.refuses(CLIENT, { ...mine, readAt: WRITTEN.writtenAt }), ["already-read"]);
  });

  it("[H-ACC-19, H-CHAT-08] of any employee can be deleted with that permission, however late, but none of a client", () => {
    const admin = employee("admin", [...ALL_PERMISSIONS, "message.delete.any"]);
    const late = at("2026-03-10T09:00:00Z");
    const read = { ...DELETE, readAt: "2026-03-10T07:01:00.000Z" };
    const story = new Story(RESIDENTS).does(DISPATCHER, SAY).does(admin, read, late);
    assert.deepEqual(eventOf(story.last, "message.deleted").data, { message: "m1", before: "Hello" });
    assert.ok(story.refuses(ENGINEER, read, late).includes("not-the-author"));
    const ofClient = { ...DELETE, author: "client", by: "client" } as const;
    assert.deepEqual(story.refuses(admin, ofClient), ["not-the-author"]);
    assert.deepEqual(story.refuses(admin, { ...EDIT, author: "dispatcher" }), ["not-the-author"]);
  });
});

describe("the count of unseen messages", () => {
  const unseen = (mode: "opened" | "assignee-opened" | "replied") =>
    new Story(RESIDENTS, CLIENT, facts({ settings: { unseenCleared: mode } }))
      .does(DISPATCHER, { kind: "assign", assignees: ["engineer"] })
      .does(CLIENT, SAY);

  it("[H-LBL-04, H-SVC-15] clears when the workspace says: any look, the assignee's look, or a reply", () => {
    const look: Command = { kind: "open-on-screen" };
    assert.equal(unseen("opened").does(DISPATCHER, look).state.unseen, 0);
    assert.equal(unseen("assignee-opened").does(DISPATCHER, look).state.unseen, 1);
    assert.equal(unseen("assignee-opened").does(ENGINEER, look).state.unseen, 0);
    assert.equal(unseen("replied").does(ENGINEER, look).state.unseen, 1);
    assert.equal(unseen("replied").does(DISPATCHER, SAY).state.unseen, 0);
    assert.equal(unseen("assignee-opened").does(DISPATCHER, SAY).state.unseen, 1);
    assert.equal(unseen("opened").does(CLIENT, look).state.unseen, 1);
  });

  it("is no change of the ticket's last update", () => {
    const story = unseen("opened");
    const { updatedAt, version } = story.state;
    story.does(DISPATCHER, { kind: "open-on-screen" }, at("2026-03-12T00:00:00Z"));
    assert.deepEqual([story.state.updatedAt, story.state.version], [updatedAt, version + 1]);
    assert.deepEqual(story.does(DISPATCHER, { kind: "open-on-screen" }).kinds, []);
  });
});

describe("notes", () => {
  it("are for employees only", () => {
    assert.deepEqual(new Story(COMPANIES).refuses(CLIENT, NOTE), ["not-for-clients"]);
    assert.equal(new Story(COMPANIES).does(SYSTEM, NOTE).state.notes, 1);
    assert.deepEqual(new Story(COMPANIES).refuses(DISPATCHER, { ...NOTE, text: "" }), ["text-required"]);
  });

  it("[H-LBL-06] that are important stand out until any employee opens the tab of notes", () => {
    const story = new Story(RESIDENTS).does(DISPATCHER, { ...NOTE, important: true });
    assert.equal(story.state.important, "Call back");
    story.does(ENGINEER, NOTE).does(ENGINEER, { kind: "open-on-screen", tab: "main" });
    assert.equal(story.state.important, "Call back");
    story.does(ENGINEER, { kind: "open-on-screen", tab: "notes" });
    assert.deepEqual([story.state.important, eventOf(story.last, "ticket.seen").data.cleared], [null, ["important"]]);
  });
});

describe("acceptance", () => {
  it("[H-FILT-12, H-FILT-13] is the first act of an employee of any kind, but not a look", () => {
    const acts: Command[] = [
      { kind: "attach", document: "d", name: "d.pdf", size: 1 },
      NOTE,
      SAY,
      { kind: "assign", assignees: ["engineer"] },
      { kind: "edit", changes: { description: "More water" } },
      { kind: "accept" },
      { kind: "move", to: "cancelled", comment: "No" },
    ];
    for (const act of acts) {
      const story = new Story(RESIDENTS).does(CLIENT, SAY).does(ENGINEER, { kind: "open-on-screen" });
      story.does(SYSTEM, { kind: "assign", observers: ["engineer"] });
      assert.equal(story.state.acceptedBy, null);
      story.does(DISPATCHER, act, at("2026-03-10T10:05:00Z"));
      assert.deepEqual([story.state.acceptedBy, story.state.acceptedAt], ["dispatcher", "2026-03-10T10:05:00.000Z"]);
      story.does(ENGINEER, NOTE, at("2026-03-10T11:00:00Z"));
      assert.equal(story.state.acceptedBy, "dispatcher");
      assert.ok(story.refuses(ENGINEER, { kind: "accept" }).includes("already-accepted"));
    }
    assert.equal(new Story(RESIDENTS, DISPATCHER).state.acceptedBy, null);
  });
});
