import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { type Desk, startDesk } from "../../server/desk.ts";
import { demoLink } from "../../server/people/sign-in-links.ts";
import { freePort } from "../../server/platform/free-port.ts";
import { buildWeb } from "../../tools/build-web.ts";
import { drawPhoto } from "../../tools/demo/draw-photo.ts";
import { fillDemo } from "../../tools/demo/fill-demo.ts";
import type { PictureKind } from "../../tools/demo/pictures.ts";
import { randomOf } from "../../tools/demo/random.ts";
import { testDatabase } from "../database.ts";
import { launchBrowser } from "./browser.ts";

const FOLDER = fileURLToPath(new URL("../../docs/pictures", import.meta.url));
const NAMES = ["desk", "card", "portal"] as const;
const SECRET = "the-secret-of-the-pictures-has-32-characters";
const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

const SERVICE = "Протечка";
const FORM = { where: "Кухня" };

const pathOf = (name: (typeof NAMES)[number]) => join(FOLDER, `${name}.png`);
const isAsked = process.env.PULT_PICTURES === "1" || !NAMES.every((name) => existsSync(pathOf(name)));

/** The pictures of the README, of the demo as a newcomer finds it. Taken anew by `PULT_PICTURES=1`, or when one is missing. */
if (isAsked) {
  describe("the pictures of the README", () => {
    let database: Awaited<ReturnType<typeof testDatabase>>;
    let folder: string;
    let desk: Desk;
    let browser: Browser;
    let url: string;
    let dispatcher: Page;
    let engineer: Page;
    let client: Page;
    let number: number;

    before(async () => {
      await Promise.all([buildWeb(), mkdir(FOLDER, { recursive: true })]);
      database = await testDatabase();
      folder = await mkdtemp(join(tmpdir(), "pult-pictures-"));
      const port = await freePort();
      url = `http://localhost:${port}`;
      const filesFolder = join(folder, "files");
      let rest: Promise<void> | undefined;
      desk = await startDesk(
        {
          dataFolder: folder,
          port,
          host: "127.0.0.1",
          databaseUrl: database.url,
          smtpPort: 0,
          smtpUrl: null,
          scanner: null,
          publicUrl: url,
          secret: SECRET,
          secretKey: SECRET,
          allowPrivate: [],
          logLevel: "error",
          workers: 1,
          rateLimit: 0,
          trustProxy: [],
          metricsToken: null,
          backup: { folder: "", at: null, keep: 1, beforeUpgrade: false },
        },
        {
          demo: true,
          webFolder: fileURLToPath(new URL("../../dist/web", import.meta.url)),
          prepare: async ({ owner, db }) => {
            const behind = (work: Promise<void>) => {
              rest = work;
            };
            await fillDemo({
              owner,
              db,
              filesFolder,
              secret: SECRET,
              publicUrl: url,
              tickets: 1200,
              behind,
              log: () => undefined,
            });
            await rest;
          },
        },
      );
      browser = await launchBrowser();
    });
    after(async () => {
      await browser.close();
      await desk.stop();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    });

    const open = async (name: string, size: keyof typeof SIZES): Promise<Page> => {
      const context = await browser.newContext({
        viewport: SIZES[size],
        locale: "ru-RU",
        timezoneId: "Europe/Moscow",
        hasTouch: size === "phone",
        reducedMotion: "reduce",
      });
      const link = demoLink({ secret: SECRET, publicUrl: url }, `${name}@housing.demo`);
      const answer = await context.request.post(`${url}/api/v1/session/links/${link.split("/").at(-1)}`);
      assert.ok(answer.ok(), await answer.text());
      return context.newPage();
    };
    const api = async (of: Page, method: string, path: string, data?: object) => {
      const answer = await of.request.fetch(`${url}/api/v1${path}`, { method, ...(data ? { data } : {}) });
      assert.ok(answer.ok(), `${method} ${path}: ${await answer.text()}`);
      return answer.json();
    };
    /** Draws a photo and gives it to the server; answers its id. */
    const upload = async (of: Page, name: string, kind: PictureKind): Promise<string> => {
      const data = await drawPhoto(kind, null, randomOf(name));
      const answer = await of.request.post(`${url}/api/v1/uploads`, {
        data,
        headers: {
          "tus-resumable": "1.0.0",
          "upload-length": String(data.length),
          "upload-metadata": `filename ${Buffer.from(name).toString("base64")}`,
          "content-type": "application/offset+octet-stream",
        },
      });
      assert.ok(answer.ok(), await answer.text());
      return (await answer.json()).id;
    };

    const hasPhotos = (page: Page) =>
      page.waitForFunction(() => [...document.images].every((image) => image.complete && image.naturalWidth > 0));

    it("plays a request that everybody has before him", async () => {
      [dispatcher, engineer, client] = [
        await open("dispatcher", "desk"),
        await open("engineer", "desk"),
        await open("client", "phone"),
      ];
      const { items } = await api(client, "GET", "/catalogue");
      const service = items.find(({ name }: { name: string }) => name === SERVICE);
      const me = await api(engineer, "GET", "/me");
      const { person } = await api(client, "GET", "/me");
      const places = await api(client, "GET", `/places?contact=${person.id}`);
      const ticket = await api(client, "POST", "/tickets", {
        service: service.id,
        place: places.items[0].id,
        form: FORM,
        description: "Капает смеситель на кухне, под мойкой уже мокро. Дома после 18:00.",
      });
      number = ticket.number;
      const say = (of: Page, text: string, more = {}) =>
        api(of, "POST", `/tickets/${number}/messages`, { text, ...more });
      await api(dispatcher, "PATCH", `/tickets/${number}`, { subject: "Капает смеситель на кухне" });
      await api(dispatcher, "POST", `/tickets/${number}/assign`, { assignees: [me.person.id] });
      await say(dispatcher, "Анна Сергеевна, здравствуйте! Сантехник будет сегодня с 18 до 19. Удобно?");
      await say(client, "Да, буду дома. Вот так он капает:", { files: [await upload(client, "кран.jpg", "tap")] });
      await api(engineer, "POST", `/tickets/${number}/move`, { to: "in_progress" });
      await say(engineer, "Выезжаю. Перекройте, пожалуйста, кран под мойкой.");
      const files = [
        await upload(engineer, "картридж до.jpg", "tap"),
        await upload(engineer, "пятно под мойкой.jpg", "leak"),
      ];
      await api(engineer, "POST", `/tickets/${number}/documents`, { files });
      await api(engineer, "POST", `/tickets/${number}/notes`, { text: "Меняю картридж, взял со склада" });
      await say(client, "Спасибо, перекрыла!");
    });

    it("shows the desk: all tickets, one of them open beside", async () => {
      await dispatcher.goto(`${url}/tickets?tab=all&open=${number}`);
      await dispatcher.getByRole("row").nth(5).waitFor();
      await dispatcher.getByText("Спасибо, перекрыла!").waitFor();
      await hasPhotos(dispatcher);
      await dispatcher.screenshot({ path: pathOf("desk") });
    });

    it("shows a ticket as a page", async () => {
      await engineer.goto(`${url}/tickets/${number}`);
      await engineer.getByText("Спасибо, перекрыла!").waitFor();
      await engineer.getByText("картридж до.jpg").first().waitFor();
      await hasPhotos(engineer);
      await engineer.screenshot({ path: pathOf("card") });
    });

    it("shows the portal on a telephone", async () => {
      await client.goto(`${url}/portal/tickets/${number}`);
      await client.getByText("Спасибо, перекрыла!").waitFor();
      await hasPhotos(client);
      await client.evaluate(() => scrollTo(0, 0));
      await client.screenshot({ path: pathOf("portal") });
    });
  });
}
