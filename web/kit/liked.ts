import { send } from "./api.ts";
import { newKey } from "./key.ts";
import { isProblem } from "./problem.ts";
import { keep, readKept } from "./storage.ts";

/** What a person likes so, by name; null takes it away. */
export type Liked = Readonly<Record<string, unknown>>;
/** What was sent and not answered, by name: the value, and which change of this browser it was. */
type Unheard = [name: string, value: unknown, number: number][];

/** After so long the server has what it will get of a page that was left, ms: then its word holds again. */
const UNDER_WAY = 60_000;

/** Who is signed in; nothing is remembered of somebody who is not. */
let person: string | undefined;
let browser: string | undefined;

const nameOf = (id: string) => `liked.${id}`;

function readUnheard(id: string): Unheard {
  const kept = readKept(nameOf(id));
  if (!Array.isArray(kept)) return [];
  return kept.filter((one): one is Unheard[number] => Array.isArray(one) && typeof one[2] === "number");
}
const keepUnheard = (id: string, unheard: Unheard): void => keep(nameOf(id), unheard.length > 0 ? unheard : undefined);

/** Which change of which browser: numbers grow, also in another tab and after the clock was set back. */
function nextOrder(): { by: string; number: number } {
  const number = Math.max(Date.now(), (Number(readKept("change")) || 0) + 1);
  keep("change", number);
  return { by: thisBrowser(), number };
}

function thisBrowser(): string {
  const kept = browser ?? readKept("browser");
  browser = typeof kept === "string" ? kept : newKey();
  keep("browser", browser);
  return browser;
}

/**
 * Sends what the person likes, also from a page that is being left. Until the server has answered, this browser
 * remembers it: the page that comes next may ask before it has arrived. What arrives after a later change of this
 * browser the server passes over.
 */
export function sendLiked(preferences: Liked): Promise<void> {
  const order = nextOrder();
  if (person !== undefined) {
    const other = readUnheard(person).filter(([name]) => !Object.hasOwn(preferences, name));
    const named = Object.entries(preferences).map(([name, value]): Unheard[number] => [name, value, order.number]);
    keepUnheard(person, [...other, ...named]);
  }
  return sendAs(preferences, order);
}

async function sendAs(preferences: Liked, order: { by: string; number: number }): Promise<void> {
  const id = person;
  let isHeard = true;
  try {
    await send<"updateMe">("updateMe", { body: { preferences, order }, keepalive: true });
  } catch (error) {
    // What the server was not reached for is sent again by the page that comes next.
    isHeard = isProblem(error) && error.status >= 400 && error.status < 500;
    throw error;
  } finally {
    if (id !== undefined && isHeard) {
      keepUnheard(
        id,
        readUnheard(id).filter(([, , number]) => number !== order.number),
      );
    }
  }
}

/** What the server says that the person likes, and over it what was sent just now and may not have arrived. */
export function withUnheard(id: string, saved: Liked): Record<string, unknown> {
  person = id;
  const since = Date.now() - UNDER_WAY;
  const unheard = readUnheard(id).filter(([, , number]) => number > since);
  keepUnheard(id, unheard);
  for (const [name, value, number] of unheard) {
    sendAs({ [name]: value }, { by: thisBrowser(), number }).catch(() => undefined);
  }
  return { ...saved, ...Object.fromEntries(unheard) };
}
