import assert from "node:assert/strict";
import { it } from "node:test";
import type { Locator, Page } from "playwright-core";
import type { Asking } from "./asking.ts";
import { becomes } from "./hands.ts";
import type { Stage } from "./stage.ts";
import { longPress } from "./touch.ts";

const PHOTO = { name: "потоп.png", mimeType: "image/png", buffer: onePixel() };

/** How a resident talks in her ticket `ordered`: the chapters of the chat in the journey of the portal. */
export function chatChapters(at: () => { stage: Stage; ada: Page; dina: Asking; ordered: string }): void {
  const said = (text: string): Locator => at().ada.getByRole("log").getByText(text, { exact: true });
  const sent = async (text: string) => {
    await said(text).first().waitFor();
    await at().ada.getByRole("log").getByRole("img", { name: "Отправляется" }).waitFor({ state: "detached" });
  };
  const say = async (text: string) => {
    await at().ada.getByRole("textbox", { name: "Сообщение" }).fill(text);
    await at().ada.getByRole("button", { name: "Отправить" }).click();
    await sent(text);
  };

  it("[H-RCHT-01, H-RCHT-02] opens the chat by its button, sends text, a photo and a document, and refuses 41 MB plainly", async () => {
    const { stage, ada, dina, ordered } = at();
    await ada.goto(`${stage.url}/portal/tickets/${ordered}`);
    await ada.getByRole("button", { name: /^Сообщения/ }).click();
    const field = ada.getByRole("textbox", { name: "Сообщение" });
    await becomes(() => field.evaluate((element) => element === document.activeElement), true);
    const files = ada.locator("input[type=file]");
    await files.last().evaluate((input: HTMLInputElement) => {
      const chosen = new DataTransfer();
      chosen.items.add(new File([new ArrayBuffer(41 * 1024 * 1024)], "видео.mp4"));
      input.files = chosen.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await ada.getByText("Больше 40 МБ: не прикреплён").waitFor();
    await stage.picture(ada, "portal-too-large");
    await ada.getByRole("button", { name: "Убрать: видео.mp4" }).click();
    for (const file of [PHOTO, { name: "акт.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4") }]) {
      await files.last().setInputFiles(file);
      await field.fill(`Вот ${file.name}`);
      await ada.getByRole("button", { name: "Отправить" }).click();
      await sent(`Вот ${file.name}`);
    }
    await ada.getByRole("log").getByRole("button", { name: PHOTO.name }).waitFor();
    await ada
      .getByRole("log")
      .getByRole("link", { name: /акт\.pdf/ })
      .waitFor();
    const { items } = await dina.get(`/tickets/${ordered}/messages`);
    assert.deepEqual(
      items.slice(-2).map(({ files: sent }) => sent.map(({ name }) => name)),
      [[PHOTO.name], ["акт.pdf"]],
    );
  });

  it("[H-RCHT-03, H-RCHT-04] copies, changes and deletes by a long press, while nobody has read it and for an hour", async () => {
    const { stage, ada, dina, ordered } = at();
    const menu = ada.getByRole("menu", { name: "Действия с сообщением" });
    await say("Приходите в пять");
    await longPress(said("Приходите в пять"), menu);
    await becomes(() => menu.getByRole("menuitem").allInnerTexts(), ["Скопировать", "Изменить", "Удалить"]);
    await stage.picture(ada, "portal-menu");
    await menu.getByRole("menuitem", { name: "Скопировать" }).click();
    await ada.getByRole("status").filter({ hasText: "Скопировано" }).getByRole("button", { name: "Закрыть" }).click();
    assert.equal(await ada.evaluate(() => navigator.clipboard.readText()), "Приходите в пять");

    await longPress(said("Приходите в пять"), menu);
    await menu.getByRole("menuitem", { name: "Изменить" }).click();
    await ada.getByRole("textbox", { name: "Изменить сообщение" }).fill("Приходите в шесть");
    await ada.getByRole("button", { name: "Сохранить" }).click();
    await said("Приходите в шесть").waitFor();

    await longPress(said("Приходите в шесть"), menu);
    await menu.getByRole("menuitem", { name: "Удалить" }).click();
    await ada.getByRole("dialog").getByRole("button", { name: "Удалить" }).click();
    await ada.getByRole("log").getByText("Сообщение удалено").waitFor();

    await say("Код домофона 12");
    await dina.post(`/tickets/${ordered}/seen`, { tab: "main" });
    await say("И 34");
    await stage.desk.owner
      .updateTable("message")
      .set({ created_at: new Date(Date.now() - 61 * 60_000) })
      .where("text", "=", "И 34")
      .execute();
    await ada.reload();
    for (const old of ["Код домофона 12", "И 34"]) {
      await longPress(said(old), menu);
      await becomes(() => menu.getByRole("menuitem").allInnerTexts(), ["Скопировать"]);
      await ada.keyboard.press("Escape");
      await menu.waitFor({ state: "detached" });
    }
  });
}

/** The smallest picture there is. */
function onePixel(): Buffer {
  return Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
}
