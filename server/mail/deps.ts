import type { FileStorage } from "../files/storage.ts";
import type { Db } from "../platform/database.ts";
import type { loadTexts } from "../platform/i18n.ts";
import type { Secrets } from "../platform/secrets.ts";
import type { ImapWays } from "./imap.ts";

/** What mail works with. */
export type MailDeps = {
  db: Db;
  storage: FileStorage;
  now: () => Date;
  /** Signs reply tokens. */
  secret: string;
  /** Where people reach this server, without a slash at the end. */
  publicUrl: string;
  /** Where letters go out (`smtp://host:port`); while null they are kept and shown in the outbox. */
  smtpUrl: string | null;
  /** Seals the passwords of mailboxes. */
  secrets: Secrets;
  imap: ImapWays;
  texts: Awaited<ReturnType<typeof loadTexts>>;
};

/** Tasks of the worker that mail runs. */
export const TAKE_LETTER = "take-letter";
export const DELIVER_LETTER = "deliver-letter";
export const FETCH_MAILBOX = "fetch-mailbox";
