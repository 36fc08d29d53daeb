import type { Db } from "../platform/database.ts";
import type { Way } from "../platform/guarded-request.ts";
import type { Translator } from "../platform/i18n.ts";
import type { SendLetter } from "../platform/letters.ts";
import type { Secrets } from "../platform/secrets.ts";

/** What SMS work with. */
export type SmsDeps = Way & {
  db: Db;
  now: () => Date;
  secrets: Secrets;
  /** Letters to those who set the desk up. */
  send: SendLetter;
  texts: Translator;
  /** Where people reach this server, without a slash at the end. */
  publicUrl: string;
};

/** The task of the worker that hands an SMS over. */
export const DELIVER_SMS = "deliver-sms";
