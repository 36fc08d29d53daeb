import { type ReactNode, useRef, useState } from "react";
import { ErrorState } from "../../../kit/error-state.tsx";
import { useRoute } from "../../../kit/query.ts";
import { useSplitting } from "../split/use-splitting.ts";
import { type Card, CardContext, type Part } from "./card.ts";
import { useChange } from "./change.ts";
import type { Ticket } from "./collisions.ts";
import { ConflictDialog } from "./conflict-dialog.tsx";
import { useMoves } from "./use-moves.ts";
import { type Other, usePresence } from "./use-presence.ts";
import { useStatusComment } from "./use-status-comment.ts";
import { useWindow } from "./use-window.ts";

/** Holds a card together: the ticket as it is or was, its changes, who else is there, what a key asked for. */
export function CardProvider(props: { ticket: Ticket; children: (others: readonly Other[]) => ReactNode }) {
  const { ticket } = props;
  const change = useChange(ticket.id);
  const comment = useStatusComment(ticket);
  const moves = useMoves(ticket, change, comment);
  const { others, typing } = usePresence(ticket.id);
  const [moment, setMoment] = useState<string>();
  const answered = useRef(0);
  const [asked, setAsked] = useState<Card["asked"]>();
  const past = useRoute(
    "getTicketAt",
    { params: { id: ticket.id, moment: moment ?? "" } },
    { enabled: moment !== undefined, staleTime: Number.POSITIVE_INFINITY },
  );
  const splitting = useSplitting(ticket.can.split === true && moment === undefined);
  const window = useWindow(ticket, moment !== undefined);
  if (moment !== undefined && past.error) return <ErrorState error={past.error} onRetry={() => setMoment(undefined)} />;
  const shown = moment === undefined ? undefined : past.data;
  const card: Card = {
    ticket: shown?.ticket ?? ticket,
    change,
    comment,
    moves,
    window,
    splitting,
    past: shown,
    goTo: setMoment,
    typing,
    asked,
    answered,
    ask: (part: Part) => setAsked((before) => ({ part, turn: (before?.turn ?? 0) + 1 })),
  };
  return (
    <CardContext value={card}>
      {props.children(others)}
      <ConflictDialog />
    </CardContext>
  );
}
