import type { Tx } from "./database.ts";

/** A letter from the workspace to a person. */
export type Letter = {
  workspaceId: string;
  /** What it is about, for the outbox: `sign-in-link`, `invitation`, … */
  kind: string;
  to: string;
  toName: string;
  subject: string;
  text: string;
  html?: string;
  ticketId?: string;
};

/** Promises a letter in the transaction of the change that it tells of: it goes out when that is committed. */
export type SendLetter = (tx: Tx, letter: Letter) => Promise<void>;
