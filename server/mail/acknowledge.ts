import { composeLetter } from "../channels/email/compose-letter.ts";
import type { ReadLetter } from "../channels/email/letter.ts";
import { type LetterKind, mayAcknowledge } from "../channels/email/loops.ts";
import type { LetterAuthor } from "../channels/email/match-letter.ts";
import type { Tx } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { loadSettings } from "../settings/load-settings.ts";
import type { MailDeps } from "./deps.ts";
import { firmAddress } from "./firm-address.ts";
import { because, keepNotice, type Told } from "./keep-notice.ts";
import { letterTexts } from "./letter-texts.ts";
import { outgoing, promiseLetter } from "./promise-letter.ts";

const KIND = "acknowledgement";

/**
 * Acknowledges the letter that has opened a ticket where the settings want it and who wrote is a person who was not
 * acknowledged just now ([B-MAIL-05]); keeps with the ticket whether it did, and why ([B-EXPL-01]).
 */
export async function acknowledgeOpening(
  tx: Tx,
  deps: MailDeps,
  row: { workspace_id: string; id: string; number: number; subject: string; contact_id: string | null },
  { letter, letterId, kind, of }: { letter: ReadLetter; letterId: string; kind: LetterKind; of: Answering },
): Promise<void> {
  const { workspace_id: workspaceId, id: ticketId, contact_id: contactId } = row;
  const at = deps.now();
  const { settings } = await loadSettings(tx, workspaceId);
  const history = await earlierAcknowledgements(tx, workspaceId, letter.from.address);
  const { may, why } = mayAcknowledge(kind, history, at);
  const shut = settings.acknowledgeMail ? (of.author === "employee" ? "by-employee" : null) : "acknowledge-off";
  const goes = may && of.wanted && shut === null;
  const sent = goes ? await acknowledge(tx, deps, row, letter, of.mailbox) : null;
  const told: Told = { kind: "client", id: contactId, letter: sent, why: [shut === null ? why : because(shut)] };
  const notice = { workspaceId, ticketId, seq: 1, kind: KIND, job: `letter/${letterId}`, at };
  await keepNotice(tx, { ...notice, told: [told] });
}

/** Who wrote, to which address of ours, and whether an answer by itself is right. */
type Answering = { author: LetterAuthor["kind"]; mailbox: string; wanted: boolean };

/** When this address was acknowledged before, the latest hour's worth: two machines must not write to each other for ever. */
async function earlierAcknowledgements(tx: Tx, workspaceId: string, address: string): Promise<{ at: Date }[]> {
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

/** Tells the sender of a new request that it is here, and its number. Returns the letter in the outbox. */
async function acknowledge(
  tx: Tx,
  deps: MailDeps,
  row: { workspace_id: string; id: string; number: number; subject: string },
  letter: ReadLetter,
  mailbox: string,
): Promise<string> {
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
  return promiseLetter(tx, deps, workspaceId, outgoing(composed, { kind: KIND, ticketId: row.id }));
}
