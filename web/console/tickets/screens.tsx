/**
 * The screens of tickets, each with its address as properties (web/console/app/address.ts). The routes load this file
 * when one of them is opened, so the names and properties of the exports stay.
 */

import type { NewTicketSearch } from "../app/address.ts";
import { TicketPage } from "./card/ticket-page.tsx";
import { ListScreen } from "./list/list-screen.tsx";
import type { Address } from "./list/use-list-state.ts";
import { NewTicketPage } from "./new/new-ticket-page.tsx";

export type TicketsProps = Address;

export function TicketsScreen(props: TicketsProps) {
  return <ListScreen key="tickets" section="tickets" {...props} />;
}

export function MyTicketsScreen(props: TicketsProps) {
  return <ListScreen key="my" section="my" {...props} />;
}

/** `number` is the ticket's number, or its id. */
export function TicketScreen({ number }: { number: string }) {
  return <TicketPage key={number} number={number} />;
}

export function NewTicketScreen({ search }: { search: NewTicketSearch }) {
  return <NewTicketPage search={search} />;
}
