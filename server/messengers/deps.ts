import type { Selectable } from "kysely";
import { type Account, MessengerFault, type MessengerKind, type Way, type Ways } from "../channels/messenger.ts";
import type { FileStorage } from "../files/storage.ts";
import type { Db } from "../platform/database.ts";
import type { loadTexts } from "../platform/i18n.ts";
import type { Secrets } from "../platform/secrets.ts";
import type { MessengerTable } from "../platform/tables.ts";

/** What the messengers of a desk work with. */
export type MessengerDeps = {
  db: Db;
  storage: FileStorage;
  now: () => Date;
  /** Seals tokens. */
  secrets: Secrets;
  texts: Awaited<ReturnType<typeof loadTexts>>;
  ways: Ways;
  /** Where the messengers that call us reach this server, without a slash at the end. */
  publicUrl: string;
  /** How long one question for updates waits for the first, seconds. */
  pollSeconds: number;
};

/** Tasks of the worker. */
export const TAKE_UPDATES = "take-updates";
export const DELIVER_TO_CHAT = "deliver-to-chat";

export type MessengerRow = Selectable<MessengerTable> & { kind: MessengerKind };

/** Where the token is kept, for the seal. */
export const tokenPlace = (workspaceId: string, id: string): string => `messenger/${workspaceId}/${id}`;
export const secretPlace = (workspaceId: string, id: string): string => `messenger-secret/${workspaceId}/${id}`;

/** The account as it is used. Throws a fault when its token was sealed with another key. */
export function openAccount({ secrets }: Pick<MessengerDeps, "secrets">, row: MessengerRow): Account {
  const { workspace_id: workspaceId, id, kind, account, name, api_root: apiRoot } = row;
  const token = secrets.open(row.token, tokenPlace(workspaceId, id));
  const secret = row.secret === null ? null : secrets.open(row.secret, secretPlace(workspaceId, id));
  if (token === null || (row.secret !== null && secret === null)) throw new MessengerFault("secret-unreadable", "");
  return { kind, account, name, token, secret, apiRoot };
}

export function wayOf({ ways }: Pick<MessengerDeps, "ways">, kind: MessengerKind): Way {
  const way = ways[kind];
  if (!way) throw new Error(`Nobody speaks with ${kind}`);
  return way;
}
