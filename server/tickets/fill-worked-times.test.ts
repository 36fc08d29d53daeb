import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { type CompanyDesk, companyDesk } from "../../test/company-desk.ts";
import { fillWorkedTimes } from "./fill-worked-times.ts";

describe("working times of tickets from before they were kept", () => {
  let app: TestApp;
  let desk: CompanyDesk;
  before(async () => {
    app = await testApp();
    desk = await companyDesk(app);
    const calendar = (await app.as("boss").post("/calendars", { name: "Обычный" })).body.id;
    const result = { calendar, reaction: 3600, resolution: 36_000 };
    await app.as("boss").post("/rules", { kind: "sla", name: "Норма", result });
  });
  after(() => app.close());
  const all = () => app.owner.selectFrom("ticket").selectAll().orderBy("id").execute();

  it("are counted as those of new ones are, and the ticket has not changed by it", async () => {
    const ids = [(await desk.ticket()).id, (await desk.ticket()).id];
    app.clock.set("2026-10-15T10:30:00+03:00");
    for (const id of ids) {
      assert.equal((await app.as("dina").post(`/tickets/${id}/messages`, { text: "Едем" })).status, 201);
    }
    const before = await all();
    const answered = before.filter(({ first_reply_at: at }) => at !== null);
    assert.equal(answered.length, 2);
    // Six hours of the first day, and an hour and a half of the second.
    assert.deepEqual(
      answered.map(({ first_reply_work_seconds: seconds }) => seconds),
      [27_000, 27_000],
    );
    await app.owner
      .updateTable("ticket")
      .set({ first_reply_work_seconds: null, solution_work_seconds: null })
      .execute();
    const payload = { workspaceId: app.cast.workspaceId };
    await fillWorkedTimes(app.db, payload);
    assert.deepEqual(await all(), before);
    await fillWorkedTimes(app.db, payload);
    assert.deepEqual(await all(), before);
  });
});
