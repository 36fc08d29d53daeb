import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { upload } from "../../test/upload.ts";
import { cleanUploads } from "../files/clean-uploads.ts";
import { diskStorage } from "../files/storage.ts";

type Card = { id: string; custom: { act?: { id: string; name: string; size: number } | null } };

describe("files in fields of contacts, companies and places", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const boss = () => app.as("boss");
  const card = ({ text }: { text: string }): Card => JSON.parse(text);
  const file = (name: string, who: "boss" | "dina" = "boss") =>
    upload(app, who, { name, content: Buffer.from(`bytes of ${name}`) });
  const status = async (id: string, who: "boss" | "dina" | "ben" | "ada" | "max" = "boss") =>
    (await app.as(who).get(`/files/${id}`)).status;

  for (const [subject, path, named] of [
    ["contact", "/contacts", {}],
    ["company", "/companies", {}],
    ["place", "/places", { kind: "group" }],
  ] as const) {
    const post = (act: unknown) =>
      boss().post(path, { name: `Ряд ${String(act).slice(-4)}`, ...named, custom: { act } });

    it(`are given only to be saved, to those who see the card of a ${subject} and the field`, async () => {
      const field = await boss().post("/fields", { name: "Акт", key: "act", subject, type: "file" });
      assert.equal(field.status, 201, field.text);
      const { id } = await file(`акт ${subject}.pdf`);
      const made = card(await post(id));
      assert.deepEqual([made.custom.act?.id, made.custom.act?.name], [id, `акт ${subject}.pdf`]);
      const got = await boss().get(`/files/${id}`);
      assert.equal(got.bytes.toString(), `bytes of акт ${subject}.pdf`);
      assert.match(String(got.headers["content-disposition"]), /^attachment;/);
      for (const stranger of ["ben", "ada", "max"] as const) assert.equal(await status(id, stranger), 404, stranger);
      const list = JSON.parse((await boss().get(`${path}?where=custom.act:${subject}&sort=custom.act`)).text);
      assert.deepEqual(
        (list as { items: Card[] }).items.map((one) => one.id),
        [made.id],
      );
      const admin = (access: string) =>
        boss().patch(`/fields/${field.body.id}`, { access: { roles: { [app.cast.roles.admin]: access } } });
      await admin("hidden");
      assert.equal(await status(id), 404, "hidden from his role");
      await admin("write");
      const stolen = await post(id);
      assert.deepEqual([stolen.status, stolen.problem.refusals?.[0]?.code], [422, "not-a-file"], "another card has it");
      const foreign = await post((await file("чужой.pdf", "dina")).id);
      assert.deepEqual([foreign.status, foreign.problem.refusals?.[0]?.code], [422, "not-a-file"], "somebody else's");
    });

    it(`are taken out, put back and replaced, and go with their ${subject}`, async () => {
      const [first, second] = [await file("первый.pdf"), await file("второй.pdf")];
      const { id, custom } = card(await post(first.id));
      const change = async (act: unknown) => card(await boss().patch(`${path}/${id}`, { custom: { act } })).custom.act;
      assert.equal(await change(null), null);
      assert.deepEqual(await change(custom.act), custom.act, "taken back by who took it out");
      assert.equal((await change(second.id))?.name, "второй.pdf");
      const still = await app.owner
        .selectFrom("file")
        .select(["id", "purpose", "subject", "subject_id"])
        .where("id", "in", [first.id, second.id])
        .orderBy("name")
        .execute();
      assert.deepEqual(still, [
        { id: second.id, purpose: "field", subject, subject_id: id },
        { id: first.id, purpose: "upload", subject: null, subject_id: null },
      ]);
      assert.equal((await boss().delete(`${path}/${id}`)).status, 204);
      assert.equal(await status(second.id), 404);
      const storage = diskStorage(app.filesFolder);
      await cleanUploads(app.owner, storage, new Date(app.clock.now().getTime() + 25 * 3_600_000));
      for (const one of [first, second]) {
        assert.equal(await storage.open({ workspaceId: app.cast.workspaceId, id: one.id }), null);
      }
    });
  }
});
