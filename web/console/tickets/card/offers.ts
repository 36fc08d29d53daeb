import { hasEnded } from "../../../../core/process/case.ts";
import { CATEGORIES } from "../../../../core/process/process.ts";
import type { Ticket } from "./collisions.ts";

export type Offer = Ticket["moves"][number];
type Demand = Offer["demands"][number];

/** The moves by the place of their buttons: the likely one, the others, and those that call the ticket off. */
export function sortOffers(offers: readonly Offer[]): {
  first: Offer | undefined;
  others: Offer[];
  cancelling: Offer[];
} {
  const isCancelling = ({ category }: Offer) => category === "cancelled";
  const cancelling = offers.filter(isCancelling);
  const going = offers.filter((offer) => !isCancelling(offer));
  const first = going.find(({ primary }) => primary) ?? (going.length === 1 ? going[0] : undefined);
  return { first, others: going.filter((offer) => offer !== first), cancelling };
}

export const demandOf = (offer: Offer, kind: string): Demand | undefined =>
  offer.demands.find((demand) => demand.kind === kind);

/**
 * Whether the button opens fields before the move is done: something is missing or may be given, or the comment that
 * would be taken is from an earlier change. `comment`: what stands in the field, not yet saved.
 */
export function opensFields(offer: Offer, comment: string | null): boolean {
  return offer.demands.some(({ kind, required, met, stale }) => {
    if (kind === "resumeAt" || kind === "reasons") return true;
    if (kind === "comment" && comment !== null) return required && comment.trim() === "";
    return (required && !met) || stale === true;
  });
}

/** The move that leads back, when it asks for nothing that is not there: the change can be undone. */
export function wayBack(now: Ticket, status: string): Offer | undefined {
  return now.moves.find(({ to, demands }) => to === status && demands.every(({ required, met }) => met || !required));
}

/** Whether the work is over, so that every move from here only reopens. */
export const isOver = ({ category }: Ticket): boolean => CATEGORIES.some((one) => one === category && hasEnded(one));
