import { useDraft } from "../../../kit/draft.ts";
import type { Ticket } from "./collisions.ts";

const isComment = (kept: unknown): kept is string | null => kept === null || typeof kept === "string";

/**
 * The status comment as it stands in the field: what somebody typed and has not saved, else what was saved with an
 * earlier change and stays until it is taken out by hand [H-STAT-08].
 */
export function useStatusComment(ticket: Ticket) {
  const draft = useDraft<string | null>(`ticket/${ticket.id}/status-comment`, null, isComment);
  const saved = ticket.statusComment ?? "";
  return {
    value: draft.value ?? saved,
    /** What is to be sent with a move: nothing while the field is untouched. */
    changed: draft.value !== null && draft.value !== saved ? draft.value : null,
    /** It was written for another status than the one the ticket is in. */
    isEarlier: draft.value === null && ticket.statusCommentEarlier === true,
    set: (text: string) => draft.set(text === saved ? null : text),
    clear: draft.clear,
  };
}
export type StatusComment = ReturnType<typeof useStatusComment>;
