import type { Ref } from "../settings/pick/ref-select.tsx";
import type { Responsible } from "./responsible-fields.tsx";

/** What contacts and companies have alike, in their forms: names of people and things, empty texts for nothing. */
type ClientForm = { phone: string; email: string } & Responsible;

/** What is sent of a text: nothing for an empty one. */
export const orNull = (text: string): string | null => text.trim() || null;
const idOf = (one: Ref | null): string | null => one?.id ?? null;

/** What is sent of what contacts and companies have alike and has changed. */
export function clientBody({ phone, email, manager, managerTeam, observers, observerTeams }: Partial<ClientForm>) {
  return {
    ...(phone === undefined ? {} : { phone: orNull(phone) }),
    ...(email === undefined ? {} : { email: orNull(email) }),
    ...(manager === undefined ? {} : { manager: idOf(manager) }),
    ...(managerTeam === undefined ? {} : { managerTeam: idOf(managerTeam) }),
    ...(observers === undefined ? {} : { observers: observers.map(({ id }) => id) }),
    ...(observerTeams === undefined ? {} : { observerTeams: observerTeams.map(({ id }) => id) }),
  };
}
