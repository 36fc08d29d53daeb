import { buffer } from "node:stream/consumers";
import type { Reason } from "../../core/process/events.ts";
import type { ReadLetter } from "../channels/email/letter.ts";
import { letterFingerprint } from "../channels/email/letter-fingerprint.ts";
import { reason } from "../channels/email/letter-reason.ts";
import { type LetterDecision, type LetterFacts, matchLetter } from "../channels/email/match-letter.ts";
import { readLetter } from "../channels/email/read-letter.ts";
import { storeFile } from "../files/store-file.ts";
import { inWorkspace, type Tx } from "../platform/database.ts";
import type { JobPayload, JobRun } from "../platform/jobs.ts";
import { loadSettings } from "../settings/load-settings.ts";
import type { MailDeps } from "./deps.ts";
import { type LetterOf, letterFacts } from "./letter-facts.ts";
import { appendLetter, openFromLetter, type Result, type StoredFile } from "./place-letter.ts";

type Kept = LetterOf & { rawFileId: string; state: string };
export type Outcome = {
  state: "done" | "ignored" | "quarantine";
  reason: string | null;
  detail: string | null;
  why: Reason[];
};

/**
 * Reads a kept letter and puts it where it belongs. Whatever goes wrong with it, the queue goes on: a letter that cannot
 * be taken stands in the quarantine with its reason, and its raw form is kept ([B-MAIL-04]). Only a failing database is
 * tried again.
 */
export async function takeLetter(deps: MailDeps, payload: JobPayload, job: JobRun): Promise<void> {
  const { workspaceId, letterId, into } = payload as JobPayload & { letterId: string; into?: string };
  const kept = await readKept(deps, workspaceId, letterId);
  if (!kept || kept.state === "done") return;
  try {
    await take(deps, kept, into ?? null);
  } catch (error) {
    if (!job.isLast && job.attempt < 3) throw error;
    const detail = error instanceof Error ? error.message : "unknown";
    await finish(
      deps,
      kept,
      null,
      { state: "quarantine", reason: "failed", detail: detail.slice(0, 1_000), why: [] },
      null,
    );
  }
}

async function take(deps: MailDeps, kept: Kept, into: string | null): Promise<void> {
  const opened = await deps.storage.open({ workspaceId: kept.workspaceId, id: kept.rawFileId });
  if (!opened) {
    await finish(deps, kept, null, { state: "quarantine", reason: "raw_missing", detail: null, why: [] }, null);
    return;
  }
  const letter = await readLetter(await buffer(opened.stream));
  if ("quarantine" in letter) {
    await finish(
      deps,
      kept,
      null,
      { state: "quarantine", reason: letter.quarantine, detail: letter.detail, why: [] },
      null,
    );
    return;
  }
  const files = await storeFiles(deps, kept, letter);
  await inWorkspace(deps.db, kept.workspaceId, async (tx) => {
    const facts = await letterFacts(tx, deps.secret, letter, kept);
    const decision = into === null ? matchLetter(facts) : byHand(into, facts.author);
    const result = await place(tx, deps, { letter, kept, files, facts, decision });
    await writeOutcome(tx, kept, letter, outcomeOf(decision), result);
  });
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
  return { state: "done", reason: null, detail: null, why: decision.why };
}

/** Stores the letter's files before the transaction; files over the workspace's limit are left out ([O-MAIL-13]). */
async function storeFiles(deps: MailDeps, kept: Kept, letter: ReadLetter): Promise<StoredFile[]> {
  const { settings } = await inWorkspace(deps.db, kept.workspaceId, (tx) => loadSettings(tx, kept.workspaceId));
  const stored: StoredFile[] = [];
  for (const file of letter.attachments) {
    if (file.size > settings.mailFileLimit) {
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
    });
    stored.push({ id: row.id, name: row.name });
  }
  return stored;
}

async function readKept(deps: MailDeps, workspaceId: string, id: string): Promise<Kept | null> {
  const row = await inWorkspace(deps.db, workspaceId, (tx) =>
    tx
      .selectFrom("letter_in")
      .select(["envelope_from", "envelope_to", "raw_file_id", "state"])
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .executeTakeFirst(),
  );
  if (!row) return null;
  const { envelope_from: envelopeFrom, envelope_to: envelopeTo, raw_file_id: rawFileId, state } = row;
  return { workspaceId, id, envelopeFrom, envelopeTo, rawFileId, state, now: deps.now() };
}

async function finish(deps: MailDeps, kept: Kept, letter: ReadLetter | null, outcome: Outcome, result: Result | null) {
  await inWorkspace(deps.db, kept.workspaceId, (tx) => writeOutcome(tx, kept, letter, outcome, result));
}

async function writeOutcome(
  tx: Tx,
  kept: Kept,
  letter: ReadLetter | null,
  outcome: Outcome,
  result: Result | null,
): Promise<void> {
  await tx
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
    .execute();
}
