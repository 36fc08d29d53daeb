import { setTimeout as sleep } from "node:timers/promises";
import { networkOf } from "../people/attempts.ts";
import type { Db } from "../platform/database.ts";
import type { Doors } from "../platform/http/doors.ts";
import { limitPeople } from "../platform/http/rate-limit.ts";
import { inLookup } from "./access.ts";
import { evenly, type Pace } from "./evenly.ts";
import { listOffices } from "./list-offices.ts";
import { lookUp } from "./look-up.ts";

/** Questions that one address may ask a minute: enough for a person, too few to try all names. */
const PER_MINUTE = 20;
const PACE: Pace = { now: () => performance.now(), pause: async (milliseconds) => void (await sleep(milliseconds)) };

/** Connects the routes by which anybody looks up a submission. `owner` finds the desk before its walls stand. */
export function lookupDoors(
  { openPublic }: Doors,
  { owner, pace = PACE }: { owner: Db; pace?: Pace | undefined },
): void {
  const count = limitPeople(PER_MINUTE);
  openPublic("getLookup", ({ db }, { params, query }) =>
    inLookup({ owner, db }, params.workspace, (tx, desk) => listOffices(tx, desk, query.search)),
  );
  openPublic("lookUp", async ({ db, address }, { params, body }) => {
    count(networkOf(address));
    return evenly(pace, () =>
      inLookup({ owner, db }, params.workspace, (tx, desk, codes) => lookUp(tx, desk, codes, body)),
    );
  });
}
