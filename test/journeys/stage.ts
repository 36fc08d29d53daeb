import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { simpleParser } from "mailparser";
import { createTransport } from "nodemailer";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { SMTPServer } from "smtp-server";
import { type Desk, startDesk } from "../../server/desk.ts";
import { demoLink } from "../../server/people/sign-in-links.ts";
import { freePort } from "../../server/platform/free-port.ts";
import { makeSetupToken } from "../../server/setup/setup-token.ts";
import { buildWeb } from "../../tools/build-web.ts";
import { type Cast, makeCast } from "../cast.ts";
import type { CastName } from "../cast-people.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { launchBrowser } from "./browser.ts";
import { strangeRequests } from "./requests.ts";

const WEB = fileURLToPath(new URL("../../dist/web", import.meta.url));
const PICTURES = fileURLToPath(new URL("../../test-results/pictures", import.meta.url));
const SECRET = "the-secret-of-the-journeys-has-32-characters";

export type Size = "desk" | "phone";
const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;

/** A letter that the desk sent to somebody. */
export type Received = { to: string; subject: string; text: string; html: string; replyTo: string; messageId: string };

type Look = { size?: Size; dark?: boolean; locale?: "ru" | "en" };

/** What every journey stands on: the whole product, a browser, and a post office of the clients. */
type Ground = {
  desk: Desk;
  /** Where the web is. */
  url: string;
  /** A window at an address of the web, of the person with this mail address. Errors on the page fail the journey. */
  window: (path: string, more?: Look & { email?: string }) => Promise<Page>;
  /** Sends a letter to the desk by SMTP. */
  send: (letter: {
    from: string;
    to?: string;
    subject: string;
    text: string;
    inReplyTo?: string;
    attachments?: { filename: string; content: string | Buffer }[];
  }) => Promise<void>;
  /** Waits for the letter out that fits. */
  letter: (fits: (letter: Received) => boolean) => Promise<Received>;
  /** Every request that a browser sent to the API: method and path. */
  requests: { method: string; path: string }[];
  picture: (page: Page, name: string) => Promise<void>;
  close: () => Promise<void>;
};

/** The ground with the cast on it. */
export type Stage = Ground & {
  cast: Cast;
  /** A window of somebody who is signed in already, or of nobody. */
  open: (name: CastName | null, path: string, more?: Look) => Promise<Page>;
};

export async function makeStage(): Promise<Stage> {
  const database = await testDatabase();
  const cast = await makeCast(database.owner, new Date(Date.now() - 24 * 3600 * 1000));
  await database.owner
    .insertInto("mail_address")
    .values({
      workspace_id: cast.workspaceId,
      id: crypto.randomUUID(),
      address: "desk@firm.example",
      name: "Диспетчерская",
      is_default: true,
    })
    .execute();
  const ground = await layGround(database);
  return {
    ...ground,
    cast,
    open: (name, path, more = {}) =>
      ground.window(path, name === null ? more : { ...more, email: cast.people[name].email }),
  };
}

/** The ground as a newcomer has it: no workspace yet, and the one-time address at which it is set up. */
export async function makeBareStage(): Promise<Ground & { setupPath: string }> {
  const database = await testDatabase();
  const ground = await layGround(database);
  return { ...ground, setupPath: `/setup/${await makeSetupToken(database.owner, new Date())}` };
}

async function layGround(database: TestDatabase): Promise<Ground> {
  await buildWeb();
  await mkdir(PICTURES, { recursive: true });
  const post = await clientPost();
  const dataFolder = await mkdtemp(join(tmpdir(), "pult-journey-"));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const desk = await startDesk(
    {
      dataFolder,
      port,
      host: "127.0.0.1",
      databaseUrl: database.url,
      smtpPort: 0,
      smtpUrl: `smtp://127.0.0.1:${post.port}`,
      scanner: null,
      publicUrl: url,
      secret: SECRET,
      secretKey: SECRET,
      allowPrivate: [],
      logLevel: "error",
      workers: 4,
      rateLimit: 0,
      trustProxy: [],
      metricsToken: null,
      backup: { folder: "", at: null, keep: 1, beforeUpgrade: false },
    },
    { demo: true, webFolder: WEB },
  );
  const browser: Browser = await launchBrowser();
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];
  const requests: Ground["requests"] = [];
  const transport = createTransport({ host: "127.0.0.1", port: desk.smtpPort, secure: false, ignoreTLS: true });
  const signedIn = new Map<string, BrowserContext>();
  const openContext = async ({ size = "desk", dark = false, locale = "ru", email }: Look & { email?: string }) => {
    const context = await browser.newContext({
      viewport: SIZES[size],
      colorScheme: dark ? "dark" : "light",
      locale: locale === "ru" ? "ru-RU" : "en-GB",
      timezoneId: "Europe/Moscow",
      hasTouch: size === "phone",
      reducedMotion: "reduce",
    });
    contexts.push(context);
    context.setDefaultTimeout(15_000);
    if (email === undefined) return context;
    const link = new URL(demoLink({ secret: SECRET, publicUrl: url }, email));
    const token = link.pathname.split("/").at(-1);
    const answer = await context.request.post(`${url}/api/v1/session/links/${token}`);
    assert.ok(answer.ok(), `${email} could not sign in: ${await answer.text()}`);
    return context;
  };
  return {
    desk,
    url,
    requests,
    async window(path, look = {}) {
      const who = JSON.stringify(look);
      // A person's second window is in the same browser: signed in already, and with what the first has loaded.
      const same = look.email === undefined ? undefined : signedIn.get(who);
      const context = same ?? (await openContext(look));
      if (look.email !== undefined) {
        signedIn.set(who, context);
        context.once("close", () => signedIn.delete(who));
      }
      const page = await context.newPage();
      page.on("pageerror", (error) => faults.push(`${path}: ${error.stack ?? error.message}`));
      page.on("console", (said) => {
        // A page that asks for what its own policy forbids is broken for somebody, even where it does not look so.
        if (said.text().includes("Content Security Policy")) faults.push(`${path}: ${said.text()}`);
      });
      page.on("request", (request) => {
        const { pathname } = new URL(request.url());
        if (pathname.startsWith("/api/")) requests.push({ method: request.method(), path: pathname });
      });
      await page.goto(url + path);
      return page;
    },
    send: async ({ to = "desk@firm.example", ...letter }) => {
      await transport.sendMail({ to, ...letter });
    },
    letter: (fits) => post.wait(fits),
    picture: async (page, name) => {
      await page.screenshot({ path: join(PICTURES, `${name}.png`) });
    },
    async close() {
      // Whatever the journey was about: its windows asked for nothing but the public API ([B-API-01]).
      const strange = await strangeRequests({ url, requests });
      for (const context of contexts) await context.close();
      await browser.close();
      await desk.stop();
      await post.close();
      await database.close();
      await rm(dataFolder, { recursive: true, force: true });
      assert.deepEqual(faults, [], "Errors were thrown on a page");
      assert.deepEqual(strange, [], "The browsers asked for what the document of the API does not describe");
    },
  };
}

/** The mail server of the clients: it keeps what the desk sends. */
async function clientPost() {
  const letters: Received[] = [];
  const waiting = new Set<() => void>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    onData(stream, session, done) {
      simpleParser(stream).then((letter) => {
        letters.push({
          to: session.envelope.rcptTo[0]?.address ?? "",
          subject: letter.subject ?? "",
          text: letter.text ?? "",
          html: letter.html || "",
          replyTo: letter.replyTo?.value[0]?.address ?? "",
          messageId: letter.messageId ?? "",
        });
        for (const look of waiting) look();
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const address = server.server.address();
  assert.ok(address && typeof address === "object");
  return {
    port: address.port,
    wait: (fits: (letter: Received) => boolean) =>
      new Promise<Received>((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(
            new Error(
              `No such letter came; there were: ${letters.map(({ to, subject }) => `${to} ${subject}`).join("; ")}`,
            ),
          );
        }, 15_000);
        const look = () => {
          const found = letters.findLast(fits);
          if (!found) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
