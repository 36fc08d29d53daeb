import { buffer } from "node:stream/consumers";
import { sql } from "kysely";
import type { Reason } from "../../core/process/events.ts";
import type { ReadLetter } from "../channels/email/letter.ts";
import { letterFingerprint } from "../channels/email/letter-fingerprint.ts";
import { reason } from "../channels/email/letter-reason.ts";
import { type LetterDecision, type LetterFacts, matchLetter } from "../channels/email/match-letter.ts";
import { readLetter } from "../channels/email/read-letter.ts";
import { storeFile } from "../files/store-file.ts";
import { inWorkspace, type Tx } from "../platform/database.ts";
import { Problem } from "../platform/http/problem.ts";
import type { JobPayload, JobRun } from "../platform/jobs.ts";
import { type LoadedWorkspace, loadSettings } from "../settings/load-settings.ts";
import type { MailDeps } from "./deps.ts";
import { type LetterOf, letterFacts } from "./letter-facts.ts";
import { withTarget } from "./letter-target.ts";
import { appendLetter, openFromLetter, type Result, type StoredFile } from "./place-letter.ts";

type Kept = LetterOf & { rawFileId: string };
export type Outcome = {
  state: "done" | "ignored" | "quarantine";
  reason: string | null;
  detail: string | null;
  why: Reason[];
};

/**
 * Reads a kept letter and puts it where it belongs, and before it those that came earlier and belong to the same (see
 * `letterTies`), so that each sees what the one before has done. Whatever goes wrong with a letter, the others go on:
 * one that cannot be taken stands in the quarantine with its reason, and its raw form is kept ([B-MAIL-04]). Only a
 * failing database is tried again.
 */
export async function takeLetter(deps: MailDeps, payload: JobPayload, job: JobRun): Promise<void> {
  const { workspaceId, letterId, into = null } = payload as JobPayload & { letterId: string; into?: string };
  for (;;) {
    const before = await takeInTurn(deps, { workspaceId, id: letterId, into }, job);
    if (before === null) return;
    await takeInTurn(deps, { workspaceId, id: before, into: null }, job);
  }
}

/** Takes the letter if it waits and is the first that does of those it belongs with; else answers which one is. */
async function takeInTurn(
  deps: MailDeps,
  { workspaceId, id, into }: { workspaceId: string; id: string; into: string | null },
  job: JobRun,
): Promise<string | null> {
  let kept: Kept | null = null;
  // Read once, also when the transaction is run again.
  let opened: Promise<Opened> | null = null;
  try {
    return await inWorkspace(deps.db, workspaceId, async (tx) => {
      const { rows } = await sql<Held>`select * from hold_letter(${id})`.execute(tx);
      const held = rows[0];
      if (!held || held.first_id !== id) return held?.first_id ?? null;
      kept = { workspaceId, id, ...keptColumns(held), now: deps.now() };
      opened ??= openLetter(deps, kept, await loadSettings(tx, workspaceId));
      await take(tx, deps, kept, await opened, into);
      return null;
    });
  } catch (error) {
    // Before its turn had come it was not its own fault.
    if (kept === null || (!job.isLast && job.attempt < 3)) throw error;
    const detail = error instanceof Error ? error.message : "unknown";
    const failed = aside("failed", detail.slice(0, 1_000));
    await inWorkspace(deps.db, workspaceId, (tx) => writeOutcome(tx, { workspaceId, id }, null, failed, null));
    return null;
  }
}

type Held = { first_id: string; envelope_from: string | null; envelope_to: string[]; raw_file_id: string };
const keptColumns = ({ envelope_from: envelopeFrom, envelope_to: envelopeTo, raw_file_id: rawFileId }: Held) => ({
  envelopeFrom,
  envelopeTo,
  rawFileId,
});

/** A letter as it could be read, with its files stored; or why it is put aside. */
type Opened = { letter: ReadLetter; files: StoredFile[] } | { aside: Outcome };

async function openLetter(deps: MailDeps, kept: Kept, desk: LoadedWorkspace): Promise<Opened> {
  const opened = await deps.storage.open({ workspaceId: kept.workspaceId, id: kept.rawFileId });
  if (!opened) return { aside: aside("raw_missing", null) };
  const letter = await readLetter(await buffer(opened.stream));
  if ("quarantine" in letter) return { aside: aside(letter.quarantine, letter.detail) };
  return { letter, files: await storeFiles(deps, kept, letter, desk.settings.mailFileLimit) };
}

const aside = (reason: string, detail: string | null): Outcome => ({ state: "quarantine", reason, detail, why: [] });

async function take(tx: Tx, deps: MailDeps, kept: Kept, opened: Opened, into: string | null): Promise<void> {
  if ("aside" in opened) {
    await writeOutcome(tx, kept, null, opened.aside, null);
    return;
  }
  const { letter, files } = opened;
  const facts = await letterFacts(tx, deps.secret, letter, kept);
  const matched = into === null ? matchLetter(facts) : byHand(into, facts.author);
  const decision = await withTarget(tx, kept.workspaceId, matched);
  const result = await place(tx, deps, { letter, kept, files, facts, decision });
  if (facts.kind === "bounce" && decision.do === "append") await markBounced(tx, kept, decision.ticketId, facts);
  await writeOutcome(tx, kept, letter, outcomeOf(decision), result);
}

async function place(
  tx: Tx,
  deps: MailDeps,
  {
    decision,
    facts,
    ...of
  }: { letter: ReadLetter; kept: Kept; files: StoredFile[]; facts: LetterFacts; decision: LetterDecision },
): Promise<Result | null> {
  if (decision.do === "append") return appendLetter(tx, deps, { ...of, decision });
  if (decision.do === "open") return openFromLetter(tx, deps, { ...of, decision, facts });
  return decision.do === "duplicate" ? { ticketId: decision.of.ticketId, messageId: null } : null;
}

/** A person put the letter into this ticket: his word is the right. */
const byHand = (ticketId: string, author: Extract<LetterDecision, { do: "append" }>["author"]): LetterDecision => ({
  do: "append",
  ticketId,
  author,
  as: "message",
  why: [reason("by-hand")],
});

function outcomeOf(decision: LetterDecision): Outcome {
  if (decision.do === "quarantine")
    return { state: "quarantine", reason: decision.reason, detail: null, why: decision.why };
  if (decision.do === "ignore") return { state: "ignored", reason: decision.reason, detail: null, why: decision.why };
  if (decision.do === "duplicate") return { state: "ignored", reason: "duplicate", detail: null, why: decision.why };
  const did = reason(decision.do === "open" ? "opened" : "appended");
  return { state: "done", reason: null, detail: null, why: [did, ...decision.why] };
}

/** The letter that came back: of those that it names, or the last one of the ticket to an address that it names. */
async function markBounced(tx: Tx, kept: Kept, ticketId: string, { answered, sender }: LetterFacts): Promise<void> {
  const ids = answered.map(({ messageId }) => messageId);
  await sql`
    update letter_out l set bounced_at = ${kept.now}
    where l.workspace_id = ${kept.workspaceId} and l.ticket_id = ${ticketId} and l.bounced_at is null
      and (l.header_message_id = any(${ids}::text[]) or ${ids.length === 0}::boolean and l.id = (
        select o.id from letter_out o where o.workspace_id = l.workspace_id and o.ticket_id = l.ticket_id
          and lower(o.to_address) = any(${[...sender.others]}::text[]) order by o.created_at desc limit 1))`.execute(
    tx,
  );
}

/**
 * Stores the letter's files, on their own; those over the workspace's limit ([O-MAIL-13]), and those in which the
 * scanner finds something ([B-SEC-05]), are left out. While the scanner is away the letter waits.
 */
async function storeFiles(deps: MailDeps, kept: Kept, letter: ReadLetter, limit: number): Promise<StoredFile[]> {
  const stored: StoredFile[] = [];
  for (const file of letter.attachments) {
    if (file.size > limit) {
      letter.notes.push(reason("over-limit", { file: file.filename }));
      continue;
    }
    const row = await storeFile(deps.db, deps.storage, {
      workspaceId: kept.workspaceId,
      name: file.filename,
      content: file.content,
      purpose: "upload",
      by: null,
      now: kept.now,
    }).catch((error: unknown) => {
      if (!(error instanceof Problem && error.code === "file/infected")) throw error;
      return null;
    });
    if (row === null) {
      letter.notes.push(reason("infected", { file: file.filename }));
      continue;
    }
    stored.push({ id: row.id, name: row.name });
  }
  return stored;
}

async function writeOutcome(
  tx: Tx,
  kept: Pick<Kept, "workspaceId" | "id">,
  letter: ReadLetter | null,
  outcome: Outcome,
  result: Result | null,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable("letter_in")
    .set((eb) => ({
      state: outcome.state,
      reason: outcome.reason,
      detail: outcome.detail,
      why: JSON.stringify([...outcome.why, ...(letter?.notes ?? [])]),
      ticket_id: result?.ticketId ?? null,
      result_message_id: result?.messageId ?? null,
      attempts: eb("attempts", "+", 1),
      ...(letter
        ? {
            from_address: letter.from.address,
            from_name: letter.from.name,
            subject: letter.subject,
            message_id: letter.messageId,
            content_hash: Buffer.from(letterFingerprint(letter), "hex"),
          }
        : {}),
    }))
    .where("workspace_id", "=", kept.workspaceId)
    .where("id", "=", kept.id)
    .where("state", "=", "received")
    .executeTakeFirst();
  // Taken meanwhile by a second run of the same job: all that this one has done is undone.
  if (numUpdatedRows === 0n) throw new Error("The letter was taken meanwhile");
}
