import type { Db } from "../platform/database.ts";
import type { Way } from "../platform/guarded-request.ts";
import type { Secrets } from "../platform/secrets.ts";

/** What SMS work with. */
export type SmsDeps = Way & { db: Db; now: () => Date; secrets: Secrets };

/** The task of the worker that hands an SMS over. */
export const DELIVER_SMS = "deliver-sms";
