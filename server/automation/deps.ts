import type { Db } from "../platform/database.ts";
import type { NetworkGuard } from "../platform/network-guard.ts";

/** What automation works with. */
export type AutomationDeps = {
  db: Db;
  now: () => Date;
  /** The keys by which webhooks are signed are made of it. */
  secret: string;
  /** Where people reach this server, without a slash at the end. */
  publicUrl: string;
  /** Where webhooks may go. */
  guard: NetworkGuard;
  /** How long a webhook may be silent, ms. */
  patience: number;
};
