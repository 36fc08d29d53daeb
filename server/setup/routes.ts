import type { Doors } from "../platform/http/doors.ts";
import { finishSetup } from "./finish-setup.ts";
import { getHealth } from "./get-health.ts";
import { getSetup } from "./get-setup.ts";
import type { SetupParts } from "./parts.ts";

/** Whether the server serves, and its first set-up. */
export function connectSetup({ openPublic }: Doors, parts: SetupParts): void {
  openPublic("getHealth", () => getHealth(parts));
  openPublic("getSetup", (_ctx, { params }) => getSetup(parts, params.token));
  openPublic("finishSetup", (ctx, { params, body }, http) => finishSetup(parts, ctx, params.token, body, http));
}
