import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { asking, ticketOf } from "./asking.ts";
import { makeStage, type Stage } from "./stage.ts";

/** Runs as soon as anybody takes it for markup. */
const EVIL = '<img src="x" onerror="window.hurt=1"><script>window.hurt=1</script>';
const SHORT = "<img src=x onerror=hurt=1>";

describe("script in texts of people", () => {
  let stage: Stage;
  let number: number;

  before(async () => {
    stage = await makeStage();
    const { services, places, people, types, teams, roles } = stage.cast;
    const boss = asking(stage, "boss");
    const form = [{ key: "room", label: EVIL, type: "list", required: true, options: [SHORT], hint: EVIL }];
    const category = await boss.post("/service-categories", { name: EVIL });
    await boss.patch(`/services/${services.plumbing}`, {
      name: EVIL,
      internalName: EVIL,
      note: EVIL,
      annotation: EVIL,
      form,
    });
    await boss.patch(`/services/${services.plumbing}`, { tags: [SHORT], category: category.id });
    await boss.patch(`/service-types/${types.common}`, { name: EVIL });
    await boss.patch(`/teams/${teams.plumbing}`, { name: EVIL });
    await boss.patch(`/roles/${roles.engineer}`, { name: EVIL });
    await boss.patch(`/places/${places.siteA}`, { name: EVIL, note: EVIL });
    await boss.patch(`/contacts/${people.ada.id}`, { name: EVIL, note: EVIL, tags: [SHORT] });
    await boss.patch(`/employees/${people.ben.id}`, { name: EVIL, jobTitle: EVIL });
    await boss.post("/companies", { name: EVIL, note: EVIL });
    await boss.post("/fields", { key: "evil", name: EVIL, type: "text" });
    await boss.post("/calendars", { name: EVIL });
    await boss.patch("/workspace", { name: EVIL });
    const more = {
      subject: EVIL,
      description: EVIL,
      form: { room: SHORT },
      custom: { evil: EVIL },
      assignees: [people.ben.id],
    };
    ({ number } = await ticketOf(stage, more));
    const dina = asking(stage, "dina");
    await dina.post(`/tickets/${number}/messages`, { text: EVIL });
    await asking(stage, "ada").post(`/tickets/${number}/messages`, { text: EVIL });
    await dina.post(`/tickets/${number}/notes`, { text: EVIL, important: true });
    await dina.post("/views", { name: EVIL, condition: "", pinned: true });
    await stage.send({ from: "evil@strange.example", subject: EVIL, text: EVIL });
    await stage.letter(({ to }) => to === "evil@strange.example");
  });
  after(() => stage.close());

  /** Shown as it was written, and nothing of it has run or become an element. */
  async function assertHarmless(page: Page, path: string): Promise<void> {
    await page.getByText("onerror=").filter({ visible: true }).first().waitFor();
    assert.equal(await page.locator('img[src="x"], img[onerror]').count(), 0, path);
    assert.equal(await page.evaluate("window.hurt"), undefined, path);
  }

  it("stays text on every page of the console", async () => {
    const page = await stage.open("boss", "/tickets");
    const settings = ["employees", "roles", "teams", "services", "service-types", "service-categories", "fields"];
    const paths = [
      ...["/tickets", `/tickets/${number}`, "/places", "/clients", "/companies"],
      ...[...settings, "calendars", "outbox", "received"].map((name) => `/settings/${name}`),
    ];
    for (const path of paths) {
      await page.goto(stage.url + path);
      await assertHarmless(page, path);
    }
  });

  it("stays text in every page of the portal", async () => {
    const page = await stage.open("ada", "/portal/", { size: "phone" });
    for (const path of ["/portal/", `/portal/tickets/${number}`]) {
      await page.goto(stage.url + path);
      await assertHarmless(page, path);
    }
  });

  it("stays text in letters", async () => {
    const { html } = await stage.letter(({ to, html }) => to === stage.cast.people.ada.email && html !== "");
    assert.doesNotMatch(html, /<img|<script/i);
  });
});
