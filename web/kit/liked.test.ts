import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it, mock } from "node:test";
import type { Liked } from "./liked.ts";

/** What was sent, and the word by which the server answers it: not at all, when the page was left before. */
type Sent = { body: { preferences: Liked; order: { by: string; number: number } }; answer: (status: number) => void };

const kept = new Map<string, string>();
const sent: Sent[] = [];
const localStorage = {
  getItem: (name: string) => kept.get(name) ?? null,
  setItem: (name: string, value: string) => kept.set(name, value),
  removeItem: (name: string) => kept.delete(name),
};
const fetch = (_: string, { body }: { body: string }) =>
  new Promise<Response>((resolve) => {
    const answer = (status: number) => resolve(Response.json({ code: "x", status }, { status }));
    sent.push({ body: JSON.parse(body), answer });
  });
const BROWSER = { localStorage, fetch, addEventListener: () => {}, document: { documentElement: { lang: "ru" } } };
const NODE = Object.keys(BROWSER).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);

let sendLiked: typeof import("./liked.ts").sendLiked;
let withUnheard: typeof import("./liked.ts").withUnheard;

/** What the person sees who signs in now, or whose page is loaded anew: the server still has `saved`. */
const arrive = (saved: Liked = {}) => withUnheard("ada", saved);

describe("what a person likes, on its way to the server", () => {
  // Only for as long as it is asked about: other tests of this process ask real servers.
  before(async () => {
    for (const [name, value] of Object.entries(BROWSER)) {
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    }
    ({ sendLiked, withUnheard } = await import("./liked.ts"));
  });
  beforeEach(() => {
    kept.clear();
    sent.length = 0;
    mock.timers.reset();
    mock.timers.enable({ apis: ["Date"], now: 1_000_000 });
    arrive();
  });
  after(() => {
    mock.timers.reset();
    for (const [name, own] of NODE) {
      if (own) Object.defineProperty(globalThis, name, own);
      else Reflect.deleteProperty(globalThis, name);
    }
  });

  it("is shown by the page that comes next, which sends it again under the same number", () => {
    void sendLiked({ width: 2 });
    assert.deepEqual(arrive({ width: 1, sort: "old" }), { width: 2, sort: "old" });
    assert.deepEqual(
      sent.map(({ body }) => body),
      [sent[0]?.body, sent[0]?.body],
    );
  });

  it("is the server's again when it has answered, was refused, or a minute is over", async () => {
    for (const status of [200, 422]) {
      const done = sendLiked({ width: 2 });
      sent.at(-1)?.answer(status);
      await done.catch(() => {});
      assert.deepEqual(arrive({ width: 1 }), { width: 1 });
    }
    const lost = sendLiked({ width: 2 });
    sent.at(-1)?.answer(500);
    await lost.catch(() => {});
    assert.deepEqual(arrive({ width: 1 }), { width: 2 });
    mock.timers.tick(61_000);
    assert.deepEqual(arrive({ width: 3 }), { width: 3 });
  });

  it("keeps a later change while the answer to an earlier one comes, and numbers that grow though the clock goes back", async () => {
    const first = sendLiked({ width: 2 });
    mock.timers.setTime(500_000);
    void sendLiked({ width: 3, sort: null });
    sent[0]?.answer(200);
    await first;
    mock.timers.setTime(1_000_000);
    assert.deepEqual(arrive({ width: 2, sort: "old" }), { width: 3, sort: null });
    const [one, other] = sent.map(({ body }) => body.order);
    assert.ok(one && other && other.number > one.number);
    assert.equal(one.by, other.by);
  });
});
