/** Letters that come at once and are taken by several workers: side by side, but those that belong together in order. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { type TestApp, testApp } from "../../test/app.ts";
import { type TestPost, testPost } from "../../test/post.ts";
import { TAKE_LETTER } from "./deps.ts";

describe("letters at once", () => {
  let app: TestApp;
  let post: TestPost;
  before(async () => {
    app = await testApp();
    post = await testPost(app);
  });
  after(async () => {
    await post.close();
    await app.close();
  });

  const head = (from: string, id: string, more: string[] = []) => [
    `From: ${from}`,
    "To: desk@firm.example",
    "Date: Fri, 20 Nov 2026 10:05:00 +0300",
    `Message-ID: <${id}>`,
    ...more,
  ];
  const raw = (lines: string[], words: string) => [...lines, "", words].join("\r\n");
  /** Keeps the letters without reading them, and answers their ids, oldest first. */
  async function keep(letters: string[]): Promise<string[]> {
    const before = new Set((await post.inbox()).map(({ id }) => id));
    for (const letter of letters) await post.keep(letter);
    return (await post.inbox()).map(({ id }) => id).filter((id) => !before.has(id));
  }
  const take = (letterId: string, attempt = 1) =>
    app.mail.tasks[TAKE_LETTER]?.(
      { workspaceId: app.cast.workspaceId, letterId },
      {
        id: letterId,
        ...{ attempt, isLast: false, promisedAt: new Date(0), runAt: new Date(0) },
        signal: new AbortController().signal,
      },
    );
  const inOrder = async (ids: string[]) => {
    const rows = await app.owner
      .selectFrom("letter_in as l")
      .leftJoin("ticket as t", "t.id", "l.ticket_id")
      .select(["l.id", "l.state", "l.reason", "t.number", "t.subject"])
      .where("l.id", "in", ids)
      .orderBy("l.id")
      .execute();
    return rows;
  };

  it("of one sender are taken in the order in which they came, whichever is begun first, and make one contact", async () => {
    const from = "storm@meteo.example";
    const ids = await keep(
      ["one", "two", "three", "four", "five"].map((n) =>
        raw([...head(from, `${n}@meteo.example`), `Subject: ${n}`], n),
      ),
    );
    await Promise.all(ids.toReversed().map((id) => take(id)));
    const rows = await inOrder(ids);
    assert.deepEqual(
      rows.toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0)).map(({ subject }) => subject),
      ["one", "two", "three", "four", "five"],
    );
    const contacts = await sql`select id from contact where lower(email) = ${from}`.execute(app.owner);
    assert.equal(contacts.rows.length, 1);
  });

  it("[B-MAIL-03] that are the same one make one ticket, however many are taken at once", async () => {
    const copy = raw([...head("twin@meteo.example", "same@meteo.example"), "Subject: Twice"], "The same words");
    const ids = await keep([copy, copy, copy]);
    await Promise.all([...ids, ...ids].map((id) => take(id)));
    const rows = await inOrder(ids);
    assert.deepEqual(
      rows.map(({ state, reason }) => [state, reason]),
      [
        ["done", null],
        ["ignored", "duplicate"],
        ["ignored", "duplicate"],
      ],
    );
    assert.equal(new Set(rows.map(({ number }) => number)).size, 1);
  });

  it("make one ticket also where a letter that was put back by hand is begun by two workers", async () => {
    const [id = ""] = await keep([
      raw([...head("hand@meteo.example", "hand@meteo.example"), "Subject: By hand"], "Words"),
    ]);
    // So it stands when it is tried again by hand: it belongs to nothing, and nothing holds it.
    await app.owner.updateTable("letter_in").set({ ties: [] }).where("id", "=", id).execute();
    await Promise.allSettled([take(id), take(id), take(id)]);
    await take(id);
    const rows = await app.owner.selectFrom("ticket").select("id").where("subject", "=", "By hand").execute();
    assert.deepEqual([rows.length, (await inOrder([id]))[0]?.state], [1, "done"]);
  });

  it("of many into one conversation stand there in the order in which they came", async () => {
    await post.send({ subject: "Conversation", text: "Begins" });
    const { items } = (await app.as("dina").get("/tickets?sort=-number&limit=1")).body;
    const number = items[0]?.number ?? 0;
    const ada = app.cast.people.ada.email;
    const ids = await keep(
      ["a", "b", "c", "d"].map((n) =>
        raw([...head(ada, `${n}@conv.example`, [`Subject: Re: [#${number}] Conversation`])], `Word ${n}`),
      ),
    );
    await Promise.all(ids.toReversed().map((id) => take(id)));
    const said = (await app.as("dina").get(`/tickets/${number}/messages`)).body.items.map(({ text }) => text);
    assert.deepEqual(said.slice(-4), ["Word a", "Word b", "Word c", "Word d"]);
  });

  it("[B-MAIL-04] are not held up by one before them that cannot be taken", async () => {
    const from = "broken@meteo.example";
    const ids = await keep(["x", "y"].map((n) => raw([...head(from, `${n}@meteo.example`), `Subject: ${n}`], n)));
    const [first = "", second = ""] = ids;
    await sql`alter table ticket add constraint no_x check (subject <> 'x')`.execute(app.owner);
    try {
      await assert.rejects(async () => take(second));
      assert.deepEqual(
        (await inOrder(ids)).map(({ state }) => state),
        ["received", "received"],
      );
      await take(second, 3);
    } finally {
      await sql`alter table ticket drop constraint no_x`.execute(app.owner);
    }
    assert.deepEqual(
      (await inOrder(ids)).map(({ id, state, reason }) => [id, state, reason]),
      [
        [first, "quarantine", "failed"],
        [second, "done", null],
      ],
    );
    await take(first);
    assert.equal((await inOrder([first]))[0]?.state, "quarantine", "what stands aside is left to people");
  });
});
