import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { asking, ticketOf } from "./asking.ts";
import { makeStage, type Stage } from "./stage.ts";

/** What is wrong on the page as it stands, in a line each: the rule, and where. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    // In the page this name is what the script above has put there.
    const { violations, passes } = await axe.run({ resultTypes: ["violations"] });
    if (passes.length < 10) return ["Nothing was looked at"];
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
    );
  });
  return found;
}

describe("screens of the console for everybody", () => {
  let stage: Stage;
  let number: number;
  before(async () => {
    stage = await makeStage();
    const { ben } = stage.cast.people;
    ({ number } = await ticketOf(stage, { assignees: [ben.id] }));
    await asking(stage, "ada").post(`/tickets/${number}/messages`, { text: "Когда придёте?" });
    await asking(stage, "ben").post(`/tickets/${number}/notes`, { text: "Собака во дворе", important: true });
    await asking(stage, "ben").post(`/tickets/${number}/move`, { to: "in_progress" });
    await ticketOf(stage, { subject: "Капает бачок" });
  });
  after(() => stage.close());

  for (const dark of [false, true]) {
    it(`has nothing that axe finds fault with, ${dark ? "dark" : "light"}`, async () => {
      const nobody = await stage.open(null, "/", { dark });
      await nobody.getByLabel("Пароль").waitFor();
      const faults: Record<string, string[]> = { "sign-in": await violations(nobody) };
      await nobody.context().close();
      const page = await stage.open("boss", "/tickets?tab=all", { dark });
      const look = async (name: string, path: string, there: () => Promise<void>) => {
        await page.goto(stage.url + path);
        await there();
        await stage.picture(page, `axe-${name}${dark ? "-dark" : ""}`);
        faults[name] = await violations(page);
      };
      const heading = (name: string) => () => page.getByRole("heading", { name }).first().waitFor();
      await look("list", "/tickets?tab=all", () => page.getByRole("row").nth(2).waitFor());
      await look("beside", `/tickets?tab=all&open=${number}`, () => page.getByText("Когда придёте?").waitFor());
      await look("card", `/tickets/${number}`, () => page.getByRole("listitem").getByText("Заявка создана").waitFor());
      await look("new-ticket", "/tickets/new", () => page.getByRole("group", { name: "Кто сделает" }).waitFor());
      await look("reports", "/reports?period=today", () => page.getByRole("table").waitFor());
      await look("settings", "/settings", heading("Услуги и заявки"));
      await page.context().close();
      assert.deepEqual(
        Object.entries(faults).filter(([, found]) => found.length > 0),
        [],
      );
    });
  }
});
