import assert from "node:assert/strict";
import { once } from "node:events";
import { after, before, describe, it } from "node:test";
import { SMTPServer } from "smtp-server";
import { type TestApp, testApp } from "../../test/app.ts";
import { diskStorage } from "../files/storage.ts";
import { newId } from "../platform/ids.ts";
import { deliverLetter } from "./deliver-letter.ts";
import { makeTransports } from "./smtp-transport.ts";

describe("a letter out", () => {
  let app: TestApp;
  const taken: string[] = [];
  /** It offers TLS, with a certificate that it has signed itself. */
  const server = new SMTPServer({
    authOptional: true,
    onData(stream, { envelope }, done) {
      taken.push(...envelope.rcptTo.map(({ address }) => address));
      stream.resume().once("end", () => done());
    },
  });
  let port = 0;
  before(async () => {
    app = await testApp();
    server.on("error", () => {});
    await once(server.listen(0, "127.0.0.1"), "listening");
    const address = server.server.address();
    port = address && typeof address === "object" ? address.port : 0;
  });
  after(async () => {
    await new Promise<void>((done) => server.close(() => done()));
    await app.close();
  });

  it("goes to a server of unknown certificate only where its address says so, and the outbox says the mend", async () => {
    const { workspaceId } = app.cast;
    const boss = app.as("boss");
    const ours = (await boss.post("/mail-addresses", { address: "repair@firm.example" })).body;
    const letterId = newId();
    await app.owner
      .insertInto("letter_out")
      .values({
        workspace_id: workspaceId,
        id: letterId,
        kind: "reply",
        to_address: "ada@home.example",
        subject: "Кран",
        text: "Мастер придёт завтра.",
        headers: JSON.stringify({ From: '"Фирма" <Repair@firm.example>' }),
        header_message_id: "<1@firm.example>",
        state: "queued",
        created_at: app.clock.now(),
      })
      .execute();
    // Any name of this machine that does not say that it is one: of those nothing stands between.
    const elsewhere = makeTransports(`smtp://0.0.0.0:${port}`);
    const here = makeTransports(`smtp://127.0.0.1:${port}`);
    const job = { id: "1", promisedAt: new Date(), runAt: new Date(), attempt: 1, isLast: false };
    const deps = { db: app.db, storage: diskStorage(app.filesFolder), now: app.clock.now };
    const deliver = () =>
      deliverLetter(deps, elsewhere, { workspaceId, letterId }, { ...job, signal: AbortSignal.timeout(60_000) });
    const outcome = async () => {
      const { state, fault } = (await boss.get(`/letters/out/${letterId}`)).body;
      return { state, fault };
    };
    await assert.rejects(deliver(), /certificate/);
    assert.deepEqual([await outcome(), taken], [{ state: "queued", fault: "certificate" }, []]);
    await boss.patch(`/mail-addresses/${ours.id}`, { anyCertificate: true });
    await deliver();
    assert.deepEqual([await outcome(), taken], [{ state: "sent", fault: null }, ["ada@home.example"]]);
    assert.ok(await here.of(false).verify());
    elsewhere.close();
    here.close();
  });
});
