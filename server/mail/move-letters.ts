import { sql } from "kysely";
import type { Tx } from "../platform/database.ts";

/**
 * Letters of these messages are another ticket's now: those that came, and those that went out with them. Answers to
 * them find their way there ([B-UNDO-04]). The messages themselves are moved by who calls.
 */
export async function moveLetters(
  tx: Tx,
  workspaceId: string,
  { messages, from, to }: { messages: readonly string[]; from: string; to: string },
): Promise<void> {
  if (messages.length === 0) return;
  const ids = [...messages];
  await sql`update letter_out set ticket_id = ${to} where workspace_id = ${workspaceId} and ticket_id = ${from}
    and message_id = any(${ids}::uuid[])`.execute(tx);
  await sql`update letter_in l set ticket_id = ${to} from message m where l.workspace_id = ${workspaceId}
    and m.workspace_id = l.workspace_id and m.letter_in_id = l.id and l.ticket_id = ${from}
    and m.id = any(${ids}::uuid[])`.execute(tx);
}
