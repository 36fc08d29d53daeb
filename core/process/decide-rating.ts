import type { Case, CommandOf } from "./case.ts";
import { statusOf, tooLong } from "./case.ts";
import type { Refusal } from "./commands.ts";
import type { Draft } from "./draft.ts";
import { LIMITS } from "./limits.ts";
import { refuseIf } from "./refuse.ts";

/** The client rates the work, or rates it anew: 1 to 5, and a comment for a poor score. */
export function decideRate(draft: Draft, command: CommandOf<"rate">): Refusal[] {
  const { score } = command;
  const comment = (command.comment ?? "").trim();
  const isValid = Number.isInteger(score) && score >= 1 && score <= 5;
  const refusals = [
    ...mayRate(draft),
    ...refuseIf(!isValid, "score-invalid", "score", { params: { min: 1, max: 5 } }),
    ...refuseIf(isValid && score <= LIMITS.poorScore && comment === "", "comment-required", "comment"),
    ...tooLong(comment, LIMITS.comment, "comment"),
  ];
  if (refusals.length > 0) return refusals;
  const { rating: before, ratingComment } = draft.state;
  if (before === score && ratingComment === comment) return [];
  const set = { rating: score, ratingComment: comment, ratedAt: draft.at };
  if (before === null) draft.record({ kind: "rating.given", data: { score, comment }, set });
  else draft.record({ kind: "rating.changed", data: { score, comment, before }, set });
  draft.tell(before === null ? "rating" : "rating-changed");
  return [];
}

/**
 * Only the client, and only where process and workspace let him: employees never touch a rating [H-RATE-03]. One that
 * was given before the workspace forbade it stays.
 */
export function mayRate(c: Case): Refusal[] {
  const isRated = c.facts.settings.ratingAllowed && statusOf(c.process, c.state.status).rated === true;
  return [...refuseIf(c.actor.kind !== "client", "clients-only"), ...refuseIf(!isRated, "not-rated-here")];
}
