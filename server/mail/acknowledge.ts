import { composeLetter } from "../channels/email/compose-letter.ts";
import type { ReadLetter } from "../channels/email/letter.ts";
import type { Tx } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { loadSettings } from "../settings/load-settings.ts";
import type { MailDeps } from "./deps.ts";
import { firmAddress } from "./firm-address.ts";
import { letterTexts } from "./letter-texts.ts";
import { outgoing, promiseLetter } from "./promise-letter.ts";

const KIND = "acknowledgement";

/** When this address was acknowledged before, the latest hour's worth: two machines must not write to each other for ever. */
export async function earlierAcknowledgements(tx: Tx, workspaceId: string, address: string): Promise<{ at: Date }[]> {
  const rows = await tx
    .selectFrom("letter_out")
    .select("created_at as at")
    .where("workspace_id", "=", workspaceId)
    .where("kind", "=", KIND)
    // Lower case, as it was read from the letter: functions of the column may not use an index behind the walls.
    .where("to_address", "=", address)
    .orderBy("created_at", "desc")
    .limit(20)
    .execute();
  return rows;
}

/** Tells the sender of a new request that it is here, and its number. */
export async function acknowledge(
  tx: Tx,
  deps: MailDeps,
  row: { workspace_id: string; id: string; number: number; subject: string },
  letter: ReadLetter,
  mailbox: string,
): Promise<void> {
  const { workspace_id: workspaceId } = row;
  const desk = await loadSettings(tx, workspaceId);
  const { t, texts } = letterTexts(deps.texts, desk.locale);
  const composed = composeLetter(
    {
      id: newId(),
      at: deps.now(),
      workspaceId,
      firm: await firmAddress(tx, workspaceId, mailbox),
      author: null,
      recipient: letter.from,
      ticket: row,
      words: t("letters:acknowledged.text", { number: row.number }),
      facts: "",
      link: null,
      thread: letter.messageId ? [letter.messageId] : [],
      automatic: "replied",
    },
    texts,
    deps.secret,
  );
  await promiseLetter(tx, deps, workspaceId, outgoing(composed, { kind: KIND, ticketId: row.id }));
}
