import { useTranslation } from "react-i18next";
import type { Request } from "../../../../contract/routes.ts";
import { useMe } from "../../../kit/session.ts";
import { toast, useFaultToast } from "../../../kit/toast.tsx";
import { useCard } from "./card.ts";
import type { Ticket } from "./collisions.ts";

export type Person = Ticket["assignees"][number];
export type Role = "assignees" | "controllers" | "observers";
type Body = Request<"assignTicket">["body"];

const part = <T>(role: Role, list: T[]): { assignees?: T[]; controllers?: T[]; observers?: T[] } =>
  role === "assignees" ? { assignees: list } : role === "controllers" ? { controllers: list } : { observers: list };
const idsOf = (people: readonly { id: string }[]): string[] => people.map(({ id }) => id);

/** Changes who stands on the ticket: seen at once, said in a line, taken back by one click. */
export function useAssign() {
  const { t } = useTranslation("card");
  const { ticket, change } = useCard();
  const me = useMe().person;
  const fault = useFaultToast();

  const send = async (body: Body, back: Body, shown: Partial<Ticket>, names: Record<string, string>, text: string) => {
    try {
      const done = await change.assign(body, { shown, names });
      if (done) toast(text, { undo: () => change.assign(back, { base: done }).catch(fault) });
    } catch (error) {
      fault(error);
    }
  };
  const set = (role: Role, next: readonly Person[]) => {
    const before = ticket[role] ?? [];
    const names = Object.fromEntries([...before, ...next].map(({ id, name }) => [id, name]));
    const came = next.find(({ id }) => !before.some((person) => person.id === id));
    const gone = before.find(({ id }) => !next.some((person) => person.id === id));
    const text = came
      ? t(`people.added.${role}`, { name: came.name })
      : t(`people.removed.${role}`, { name: gone?.name ?? "" });
    return send(part(role, idsOf(next)), part(role, idsOf(before)), part(role, [...next]), names, text);
  };
  return {
    set,
    /** One more; where there is room for one only he takes the place of the other. */
    add: (role: Role, person: Person, most: number) => {
      const before = ticket[role] ?? [];
      if (before.some(({ id }) => id === person.id)) return;
      void set(role, before.length >= most ? [...before.slice(0, most - 1), person] : [...before, person]);
    },
    remove: (role: Role, id: string) =>
      set(
        role,
        (ticket[role] ?? []).filter((person) => person.id !== id),
      ),
    /** Another team; of the assignees those stay who belong to it. */
    setTeam: (team: { id: string; name: string; members: readonly { id: string }[] } | null) => {
      const stay = ticket.assignees.filter(({ id }) => !team || team.members.some((member) => member.id === id));
      const isSame = stay.length === ticket.assignees.length;
      const before = ticket.team ?? null;
      const names = Object.fromEntries([before, team].flatMap((one) => (one ? [[one.id, one.name]] : [])));
      return send(
        { team: team?.id ?? null, ...(isSame ? {} : { assignees: idsOf(stay) }) },
        { team: before?.id ?? null, ...(isSame ? {} : { assignees: idsOf(ticket.assignees) }) },
        { team: team && { id: team.id, name: team.name }, assignees: stay },
        names,
        team ? t("people.teamSet", { name: team.name }) : t("people.teamRemoved"),
      );
    },
    setObserverTeams: (next: readonly { id: string; name: string }[], name: string, came: boolean) => {
      const before = ticket.observerTeams ?? [];
      const teams = next.map((team) => ({ id: team.id, name: team.name }));
      const names = Object.fromEntries([...before, ...teams].map((team) => [team.id, team.name]));
      return send(
        { observerTeams: idsOf(teams) },
        { observerTeams: idsOf(before) },
        { observerTeams: teams },
        names,
        t(came ? "people.added.observers" : "people.removed.observers", { name }),
      );
    },
    me: { id: me.id, name: me.name },
    isMine: (role: Role) => (ticket[role] ?? []).some(({ id }) => id === me.id),
  };
}
