import { changePreferences, markContactSeen } from "../../server/clients/link-account.ts";
import type { PeopleDeps } from "../../server/people/deps.ts";
import { makePeople } from "../../server/people/people.ts";
import type { Db } from "../../server/platform/database.ts";
import { loadTexts, type Translator } from "../../server/platform/i18n.ts";
import { type DemoSetup, setUpWorkspace } from "./setup.ts";

export type Founding = {
  owner: Db;
  db: Db;
  secret: string;
  publicUrl: string;
  now?: () => Date;
  log?: (line: string) => void;
};

/** The demo workspace of that name, made with its people, places, services and clients when it is not there. */
export async function ensureWorkspace(
  options: Founding,
  setup: DemoSetup,
): Promise<{ id: string; slug: string; createdAt: Date }> {
  const find = () =>
    options.owner
      .selectFrom("workspace")
      .select(["id", "slug", "created_at as createdAt"])
      .where("slug", "=", setup.slug)
      .executeTakeFirst();
  const there = await find();
  if (there) return there;
  options.log?.(`Demo data: making ${setup.name}…`);
  await setUpWorkspace(await founders(options), setup, options.now?.() ?? new Date());
  const made = await find();
  if (!made) throw new Error(`The demo workspace ${setup.slug} was not made`);
  return made;
}

/** What makes employees and lets contacts in where nobody is there yet to do it; it sends no letters. */
export async function founders(options: Founding): Promise<{ owner: Db; people: PeopleDeps; texts: Translator }> {
  const texts = await loadTexts();
  const people = makePeople({
    ...options,
    now: options.now ?? (() => new Date()),
    texts,
    demo: true,
    letters: { send: async () => {} },
    contactSeen: markContactSeen,
    changeContactPreferences: changePreferences,
  });
  return { owner: options.owner, people: people.deps, texts };
}
