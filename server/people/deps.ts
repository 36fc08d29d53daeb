import type { Db, Tx } from "../platform/database.ts";
import type { Translator } from "../platform/i18n.ts";
import type { SendLetter } from "../platform/letters.ts";
import type { Accounts } from "./accounts.ts";
import type { Attempts } from "./attempts.ts";
import type { Auth } from "./auth.ts";
import type { ReadSession } from "./authenticate.ts";
import type { KeptPreferences } from "./merge-preferences.ts";

/** Changes the preferences of a contact, whose row belongs to another capability. */
export type ChangePreferences = (
  tx: Tx,
  contact: { workspaceId: string; contactId: string },
  change: (kept: KeptPreferences) => KeptPreferences,
) => Promise<void>;

/** What the use-cases of people need from elsewhere. */
export type PeopleDeps = {
  db: Db;
  owner: Db;
  auth: Auth;
  accounts: Accounts;
  readSession: ReadSession;
  letters: { send: SendLetter };
  texts: Translator;
  publicUrl: string;
  secret: string;
  /** Whether one-click links of demo people work. */
  demo: boolean;
  /** What was tried in vain, by account and by address. */
  attempts: Attempts;
  changeContactPreferences: ChangePreferences;
};
