/**
 * The screens of tickets, each with its address as properties (web/console/app/address.ts). The routes load this file
 * when one of them is opened, so the names and properties of the exports stay.
 */
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../kit/empty-state.tsx";
import type { NewTicketSearch, TicketSearch } from "../app/address.ts";

/** `onSearch` changes parts of the address; `undefined` takes a part out; `replace` leaves no step in the history. */
export type TicketsProps = {
  search: TicketSearch;
  onSearch: (
    change: { [K in keyof TicketSearch]?: TicketSearch[K] | undefined },
    options?: { replace?: boolean },
  ) => void;
};

export function TicketsScreen(_: TicketsProps) {
  return <Soon section="tickets" />;
}

export function MyTicketsScreen(_: TicketsProps) {
  return <Soon section="my" />;
}

/** `number` is the ticket's number, or its id. */
export function TicketScreen(_: { number: string }) {
  return <Soon section="tickets" />;
}

export function NewTicketScreen(_: { search: NewTicketSearch }) {
  return <Soon section="new" />;
}

function Soon({ section }: { section: string }) {
  const { t } = useTranslation("shell");
  return <EmptyState title={t("empty.title")} why={t("empty.text", { section: t(`section.${section}`) })} />;
}
