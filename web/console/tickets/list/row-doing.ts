import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Answer, send } from "../../../kit/api.ts";
import { textOf } from "../../../kit/i18n.ts";
import { key } from "../../../kit/query.ts";
import { useMe } from "../../../kit/session.ts";
import { toast, useFaultToast } from "../../../kit/toast.tsx";
import type { TicketRow } from "./use-tickets.ts";

export type Person = TicketRow["assignees"][number];
export type Candidate = Answer<"listCandidates">["items"][number];
/** What can be done with rows without opening them. What the server refuses is said in a toast and taken back. */
export type RowDoing = {
  accept: (row: TicketRow) => void;
  assign: (row: TicketRow, people: readonly Person[]) => void;
  assignMe: (row: TicketRow) => void;
  move: (row: TicketRow, ticket: Answer<"getTicket">, to: string) => void;
  /** The same without having opened it. */
  moveTo: (row: TicketRow, to: string) => void;
  /** Another priority, or none. */
  prioritise: (row: TicketRow, priority: NonNullable<TicketRow["priorityView"]> | null) => void;
  /** Other options of a list field of the workspace. */
  tag: (row: TicketRow, field: string, options: readonly string[]) => Promise<void>;
  markUnread: (rows: readonly TicketRow[]) => void;
  copyLink: (row: TicketRow) => void;
};
type Guess = (id: string, change: (row: TicketRow) => TicketRow) => unknown;

/** `guess` shows a change before the server has answered; the live stream brings the truth. */
export function useRowDoing(guess: Guess): RowDoing {
  const { t } = useTranslation("list");
  const { person } = useMe();
  const fault = useFaultToast();
  const client = useQueryClient();

  const attempt = async (row: TicketRow, change: (row: TicketRow) => TicketRow, act: () => Promise<unknown>) => {
    guess(row.id, change);
    try {
      await act();
      return true;
    } catch (error) {
      guess(row.id, () => row);
      fault(error);
      return false;
    }
  };
  const assign = async (row: TicketRow, people: readonly Person[], undo = true) => {
    const done = await attempt(
      row,
      (now) => ({ ...now, assignees: [...people] }),
      () =>
        send<"assignTicket">("assignTicket", {
          params: { id: row.id },
          body: { assignees: people.map(({ id }) => id) },
        }),
    );
    if (!done) return;
    const names = people.map(({ name }) => name).join(", ");
    const text =
      people.length > 0
        ? t("row.assigned", { number: row.number, names })
        : t("row.unassigned", { number: row.number });
    toast(text, undo ? { undo: () => assign({ ...row, assignees: [...people] }, row.assignees, false) } : {});
  };

  const move = async (row: TicketRow, to: string, ifMatch?: number) => {
    try {
      const moved = await send<"moveTicket">("moveTicket", { params: { id: row.id }, body: { to }, ifMatch });
      const { status, statusView, category } = moved;
      guess(row.id, (now) => ({ ...now, status, statusView, category }));
      const isOpen = moved.moves.some(
        (one) => one.to === row.status && one.demands.every(({ required, met }) => met || !required),
      );
      const undo = isOpen && (() => move({ ...row, status }, row.status));
      const text = t("row.assigned", { number: row.number, names: textOf(statusView.name) });
      toast(text, undo ? { undo } : {});
    } catch (error) {
      fault(error);
    }
  };

  const prioritise = async (row: TicketRow, priority: TicketRow["priorityView"], undo = true) => {
    if ((priority?.key ?? null) === (row.priorityView?.key ?? null)) return;
    const before = row.priorityView ?? null;
    const done = await attempt(
      row,
      (now) => ({ ...now, priorityView: priority }),
      () => send<"editTicket">("editTicket", { params: { id: row.id }, body: { priority: priority?.key ?? null } }),
    );
    if (!done) return;
    const text = t(priority ? "row.prioritised" : "row.unprioritised", {
      number: row.number,
      name: textOf(priority?.name),
    });
    toast(text, undo ? { undo: () => prioritise({ ...row, priorityView: priority }, before, false) } : {});
  };

  return {
    prioritise: (row, priority) => void prioritise(row, priority),
    tag: async (row, field, options) => {
      try {
        await send<"editTicket">("editTicket", {
          params: { id: row.id },
          body: { custom: { [field]: options.length > 0 ? options : null } },
        });
        await client.invalidateQueries({ queryKey: key("getTicket", { params: { id: row.id } }) });
      } catch (error) {
        fault(error);
      }
    },
    assign: (row, people) => void assign(row, people),
    assignMe: (row) => {
      if (row.assignees.some(({ id }) => id === person.id)) return toast(t("row.alreadyMine", { number: row.number }));
      void assign(row, [...row.assignees, { id: person.id, name: person.name }]);
    },
    accept: async (row) => {
      const ask = { params: { id: row.id } };
      const change = (now: TicketRow) => ({ ...now, fields: { ...now.fields, acceptedAt: new Date().toISOString() } });
      if (await attempt(row, change, () => send<"acceptTicket">("acceptTicket", ask))) {
        toast(t("row.accepted", { number: row.number }));
      }
    },
    move: (row, ticket, to) => void move(row, to, ticket.version),
    moveTo: (row, to) => void move(row, to),
    markUnread: async (rows) => {
      const marked = rows.map((row) =>
        attempt(
          row,
          (now) => ({ ...now, unread: true }),
          () => send<"markUnread">("markUnread", { params: { id: row.id } }),
        ),
      );
      const count = (await Promise.all(marked)).filter(Boolean).length;
      if (count > 0) toast(t("row.markedUnread", { count }));
    },
    copyLink: (row) => {
      const link = `${location.origin}/tickets/${row.number}`;
      navigator.clipboard?.writeText(link).then(
        () => toast(t("row.copied")),
        () => toast(link),
      );
    },
  };
}
