import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Answer, type Ask, call } from "../../../kit/api.ts";
import { formatMoment } from "../../../kit/format.ts";
import { key, useRoute } from "../../../kit/query.ts";
import { toast, useFaultToast } from "../../../kit/toast.tsx";

export type Reminder = Answer<"listReminders">["items"][number];
type Ticket = { id: string; number: number };
type Body = Ask<"setReminder">["body"];

/** What a new tab begins with: nobody waits for it. */
const NONE: readonly Reminder[] = [];

/** All of the person's reminders ([B-KEY-05]); the live stream keeps them true. */
export const useReminders = (): readonly Reminder[] =>
  useRoute("listReminders", {}, { staleTime: Number.POSITIVE_INFINITY }).data?.items ?? NONE;

/** The one of a ticket. */
export const useReminderOf = (ticket: string): Reminder | undefined =>
  useReminders().find((one) => one.ticket.id === ticket);

/** Sets, changes and drops reminders: each is said in a toast that takes it back. Throws what the server refuses. */
export function useRemind() {
  const { t } = useTranslation("reminders");
  const client = useQueryClient();
  const fault = useFaultToast();
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: key("listReminders") }),
      client.invalidateQueries({ queryKey: key("countTickets") }),
    ]);
  const back = async ({ id }: Ticket, before: Reminder | undefined) => {
    const params = { id };
    if (before && before.came === null) {
      const { at, hides, text } = before;
      await call("setReminder", { params, body: { at, hides, text } });
    } else await call("dropReminder", { params });
    await refresh();
  };
  return {
    set: async (ticket: Ticket, body: Body, before: Reminder | undefined) => {
      await call("setReminder", { params: { id: ticket.id }, body });
      await refresh();
      const said = { number: ticket.number, at: formatMoment(body.at) };
      toast(t(body.hides ? "done.snoozed" : "done.set", said), { undo: () => back(ticket, before).catch(fault) });
    },
    drop: async (ticket: Ticket, before: Reminder | undefined) => {
      await call("dropReminder", { params: { id: ticket.id } });
      await refresh();
      const undo = before?.came === null ? { undo: () => back(ticket, before).catch(fault) } : {};
      toast(t("done.dropped", { number: ticket.number }), undo);
    },
  };
}
