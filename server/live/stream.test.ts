import assert from "node:assert/strict";
import { Writable } from "node:stream";
import { describe, it } from "node:test";
import type { Person } from "../platform/http/context.ts";
import { Stream } from "./stream.ts";

const person: Person = {
  workspaceId: "w",
  kind: "employee",
  id: "p",
  name: "Ben",
  permissions: new Set(),
  roleId: null,
  allPlaces: true,
  places: [],
  sites: [],
  withinSites: false,
  closedServices: [],
};
const parcel = (text: string, cursor: string, counts = false) => ({ text, cursor, counts });

/** A stream into memory; `stuck`: the other side does not read. */
function streamInto(stuck = false) {
  const chunks: string[] = [];
  const response = new Writable({
    decodeStrings: false,
    write(chunk: string, _, done) {
      chunks.push(chunk);
      if (!stuck) done();
    },
  });
  return { stream: new Stream(person, response, "1.0"), chunks, response };
}

describe("a stream", () => {
  it("tells what happened while it caught up afterwards, and only what it has not told yet", () => {
    const { stream, chunks } = streamInto();
    stream.take(parcel("c", "5.3"));
    stream.take(parcel("d", "10.1"));
    stream.tell(parcel("a", "5.1"));
    stream.tell(parcel("b", "5.3"));
    stream.beat();
    stream.caughtUp();
    stream.take(parcel("e", "10.2"));
    stream.beat();
    assert.deepEqual(chunks, ["a", "b", ":\n\n", "d", "e", ":\nid: 10.2\n\n"]);
  });

  it("tells counters at once and then not more often than four times a second", (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const { stream, chunks } = streamInto();
    stream.caughtUp();
    for (let n = 1; n <= 50; n++) stream.take(parcel("", `5.${n}`, true));
    assert.equal(chunks.length, 1);
    t.mock.timers.tick(250);
    assert.deepEqual(chunks, ["event: counts\ndata: {}\n\n", "event: counts\ndata: {}\n\n"]);
    stream.end();
  });

  it("cuts a reader off who does not read", () => {
    const { stream, response } = streamInto(true);
    stream.caughtUp();
    for (let n = 1; n <= 9; n++) stream.take(parcel("x".repeat(100_000), `5.${n}`));
    assert.equal(stream.open, true);
    for (let n = 10; n <= 12; n++) stream.take(parcel("x".repeat(100_000), `5.${n}`));
    assert.deepEqual([stream.open, response.destroyed], [false, true]);
    stream.take(parcel("nobody hears it", "6.1"));
  });

  it("is cut off when too much happens while it catches up", () => {
    const { stream } = streamInto();
    for (let n = 0; n <= 1000; n++) stream.take(parcel("x", `5.${n}`));
    assert.equal(stream.open, false);
  });
});
