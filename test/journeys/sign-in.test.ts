import { after, before, describe, it } from "node:test";
import { PASSWORD } from "../cast-people.ts";
import { makeStage, type Stage } from "./stage.ts";

describe("signing in", () => {
  let stage: Stage;
  before(async () => {
    stage = await makeStage();
  });
  after(() => stage.close());

  it("lets an employee in by password, and says plainly when it is wrong", async () => {
    const page = await stage.open(null, "/");
    await page.getByLabel(/почта|e-mail/i).fill(stage.cast.people.dina.email);
    await page.getByLabel(/пароль/i).fill("wrong-password");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").waitFor();
    await stage.picture(page, "sign-in-refused");
    await page.getByLabel(/пароль/i).fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/tickets/);
    await stage.picture(page, "after-sign-in");
    await page.getByRole("navigation").first().waitFor();
  });
});
