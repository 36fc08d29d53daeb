import { createContext, type RefObject, use, useEffect, useEffectEvent } from "react";
import type { Answer } from "../../../kit/api.ts";
import type { Splitting } from "../split/use-splitting.ts";
import type { Change } from "./change.ts";
import type { Ticket } from "./collisions.ts";
import type { Moves } from "./use-moves.ts";
import type { StatusComment } from "./use-status-comment.ts";
import type { ProcessingWindow } from "./use-window.ts";

export type Message = Answer<"listMessages">["items"][number];
/** The ticket as it was at a moment, with what could be read then. */
export type Past = Answer<"getTicketAt">;

export type Card = {
  ticket: Ticket;
  change: Change;
  comment: StatusComment;
  moves: Moves;
  window: ProcessingWindow;
  splitting: Splitting;
  /** Set while the card shows the past; then nothing can be done with it. */
  past: Past | undefined;
  /** Shows the card as it was at the moment; without one, as it is. */
  goTo: (moment: string | undefined) => void;
  /** Tells the others that this person is writing. */
  typing: () => void;
  /** What a key asked for: the part of the card that answers opens itself and takes the focus. */
  asked: { part: Part; turn: number } | undefined;
  /** The last one that was answered. */
  answered: RefObject<number>;
  ask: (part: Part) => void;
};
/** Parts of the card that open by a key. */
export type Part = "reply" | "note" | "assign" | "moves" | "edit";

export const CardContext = createContext<Card | undefined>(undefined);

/** The card that this piece belongs to. */
export function useCard(): Card {
  const card = use(CardContext);
  if (!card) throw new Error("A piece of the card stands outside of a card.");
  return card;
}

/** Answers once to a key that asks for this part, also when the part comes to the screen by it. */
export function useAsked(part: Part, answer: () => void): void {
  const { asked, answered } = useCard();
  const run = useEffectEvent(answer);
  useEffect(() => {
    if (asked?.part !== part || asked.turn <= answered.current) return;
    answered.current = asked.turn;
    run();
  }, [asked, answered, part]);
}
