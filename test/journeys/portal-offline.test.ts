import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { type Asking, asking, ticketOf } from "./asking.ts";
import { numbersFrom } from "./numbers-from.ts";
import { makeStage, type Stage } from "./stage.ts";

/** The portal on a telephone that loses its network. */
describe("the portal without a network", () => {
  let stage: Stage;
  let ada: Page;
  let dina: Asking;
  let number = 0;

  before(async () => {
    stage = await makeStage();
    await numbersFrom(stage, 10_481);
    dina = asking(stage, "dina");
    number = (await ticketOf(stage)).number;
    await dina.post(`/tickets/${number}/messages`, { text: "Придём завтра" });
    ada = await stage.open("ada", "/portal/", { size: "phone" });
  });
  after(() => stage.close());

  const away = (offline: boolean) => ada.context().setOffline(offline);
  const bar = () => ada.getByText(/^Нет сети/);

  it("can be installed: a manifest with its icons, and a service worker", async () => {
    const href = await ada.locator("link[rel=manifest]").getAttribute("href");
    const read = async (path: string) => {
      const answer = await ada.request.get(new URL(path, stage.url).href);
      assert.ok(answer.ok(), path);
      return answer;
    };
    const manifest = await (await read(href ?? "")).json();
    assert.equal(manifest.start_url, "/portal/");
    assert.equal(manifest.display, "standalone");
    assert.ok(manifest.name && manifest.icons.some(({ sizes }: { sizes: string }) => sizes === "512x512"));
    for (const { src } of manifest.icons) await read(src);
    const scope = await ada.evaluate(async () => (await navigator.serviceWorker.ready).scope);
    assert.equal(new URL(scope).pathname, "/portal/");
    await ada.waitForFunction(() => navigator.serviceWorker.controller !== null);
  });

  it("shows the tickets that were seen last, after a reload too", async () => {
    await ada.getByRole("link", { name: "Услуги" }).click();
    await ada.getByRole("main").getByRole("link", { name: /Лифт/ }).click();
    await ada.getByRole("button", { name: "Отправить" }).waitFor();
    await ada.getByRole("button", { name: "Назад" }).click();
    await ada
      .getByRole("navigation", { name: "Разделы" })
      .getByRole("link", { name: /Заявки$/ })
      .click();
    await ada.getByRole("link", { name: new RegExp(`№ ${number}`) }).click();
    await ada.getByRole("log").getByText("Придём завтра").waitFor();
    // The portal keeps itself in the moments when nothing else is to be done.
    assert.ok(await ada.evaluate(isKeptWhole), "The portal did not keep itself");
    await away(true);
    await bar().waitFor();
    await ada.reload();
    await ada.getByRole("log").getByText("Придём завтра").waitFor();
    await bar().waitFor();
    await stage.picture(ada, "offline-ticket");
    await ada.getByRole("button", { name: "Назад" }).click();
    await ada.getByRole("link", { name: new RegExp(`№ ${number}`) }).waitFor();
    await ada.getByRole("link", { name: "Главная" }).click();
    await ada.getByRole("heading", { name: /^Заявки в/ }).waitFor();
    await stage.picture(ada, "offline-home");
  });

  it("keeps what is written in the chat, over a reload, and sends it once when the network is back", async () => {
    await ada.goto(`${stage.url}/portal/tickets/${number}`);
    await ada.getByRole("textbox", { name: "Сообщение" }).fill("Меня не будет до шести");
    await ada.getByRole("button", { name: "Отправить" }).click();
    const log = ada.getByRole("log");
    await log.getByRole("img", { name: "Отправляется" }).waitFor();
    await ada.reload();
    await log.getByText("Меня не будет до шести").waitFor();
    await stage.picture(ada, "offline-message");
    await away(false);
    await log.getByRole("img", { name: "Отправлено" }).waitFor();
    await bar().waitFor({ state: "detached" });
    const { items } = await dina.get(`/tickets/${number}/messages`);
    assert.deepEqual(
      items.map(({ text }) => text),
      ["Придём завтра", "Меня не будет до шести"],
    );
  });

  it("keeps a request that was filled in, and sends it when the network is back", async () => {
    await ada.goto(`${stage.url}/portal/order/${stage.cast.services.lift}`);
    await ada.getByRole("button", { name: "Отправить" }).waitFor();
    await away(true);
    await ada.getByLabel(/Что/).fill("Лифт стоит на третьем");
    await ada.getByRole("button", { name: "Отправить" }).click();
    await ada.getByText("Заявка сохранена и уйдёт сама").waitFor();
    await stage.picture(ada, "offline-order");
    await away(false);
    await ada.waitForURL(/\/portal\/tickets\/\d+/);
    await ada.getByText("Лифт стоит на третьем").waitFor();
    const { items } = await asking(stage, "ada").get("/tickets");
    assert.equal(items.length, 2);
  });
});

/** Runs on the page: waits until all that this visit has loaded is in the memory of the device, for 10 s. */
async function isKeptWhole(): Promise<boolean> {
  const end = Date.now() + 10_000;
  while (Date.now() < end) {
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
    const needed = loaded.filter((name) => name.includes("/assets/") || name.endsWith("/me"));
    const kept = await Promise.all(needed.map((name) => caches.match(name)));
    if (kept.every((answer) => answer !== undefined)) return true;
    await new Promise((done) => setTimeout(done, 50));
  }
  return false;
}
