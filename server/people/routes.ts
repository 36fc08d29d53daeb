import type { Db } from "../platform/database.ts";
import type { Doors } from "../platform/http/doors.ts";
import { getMe } from "./get-me.ts";

/** What the capability needs from elsewhere. */
export type PeopleOptions = { owner: Db };

/** Connects what people do about themselves and about employees. */
export function peopleRoutes(doors: Doors, { owner }: PeopleOptions): void {
  doors.open("getMe", (ctx) => getMe(owner, ctx.person));
}
