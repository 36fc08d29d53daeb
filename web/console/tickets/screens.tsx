/**
 * The screens of tickets, each with its address as properties (web/console/app/address.ts). Each screen is loaded
 * when it is opened: who opens the list does not wait for the card.
 */
import { lazy } from "react";
import { withTexts } from "../../kit/with-texts.ts";
import type { NewTicketSearch } from "../app/address.ts";
import type { Address } from "./list/use-list-state.ts";

const ListScreen = lazy(async () => ({ default: (await import("./list/list-screen.tsx")).ListScreen }));
const TicketPage = lazy(async () => ({
  default: (
    await withTexts(import("./card/ticket-page.tsx"), [
      "card",
      "phoneCard",
      "why",
      "whyUi",
      "toldUi",
      "windowUi",
      "clocks",
    ])
  ).TicketPage,
}));
const NewTicketPage = lazy(async () => ({
  default: (await withTexts(import("./new/new-ticket-page.tsx"), ["newTicket", "clocks"])).NewTicketPage,
}));

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
