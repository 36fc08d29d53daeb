import { type Db, inWorkspace } from "../platform/database.ts";
import { onceDatabaseIsBack } from "../platform/database-away.ts";
import type { JobPayload, JobRun } from "../platform/jobs.ts";
import { LETTERS } from "../platform/tally.ts";
import { traced } from "../platform/tracing.ts";
import type { MailDeps } from "./deps.ts";
import { loadAddresses } from "./load-addresses.ts";
import { isCertificateRefused, type Transports } from "./smtp-transport.ts";

type Delivers = Pick<MailDeps, "db" | "storage" | "now">;

/** Files of one letter together; what does not fit stays behind the link. */
const MOST_BYTES = 20 * 1024 * 1024;

/**
 * Hands a letter to the mail server. Tried again with growing pauses; after the last try, or when the other side refuses
 * it for good (5xx), it stands as failed in the outbox with the reason, to be sent again by hand. A letter that is sent
 * already is left alone. The server's certificate must be trusted, unless the address it comes from says otherwise.
 */
export async function deliverLetter(
  deps: Delivers,
  transports: Transports,
  payload: JobPayload,
  job: JobRun,
): Promise<void> {
  const { workspaceId, letterId } = payload as JobPayload & { letterId: string };
  const letter = await readLetterOut(deps.db, workspaceId, letterId);
  if (!letter || letter.state === "sent") return;
  try {
    const { From: from, "Reply-To": replyTo, ...headers } = letter.headers as Record<string, string>;
    const message = {
      from,
      ...(replyTo ? { replyTo } : {}),
      to: { name: letter.to_name, address: letter.to_address },
      subject: letter.subject,
      text: letter.text,
      ...(letter.html === null ? {} : { html: letter.html }),
      messageId: letter.header_message_id,
      headers,
      attachments: await attachments(deps, workspaceId, letter.files),
      disableFileAccess: true,
      disableUrlAccess: true,
    };
    await traced("letter out", { "pult.kind": letter.kind }, () =>
      transports.of(letter.anyCertificate).sendMail(message),
    );
  } catch (error) {
    const isEnd = job.isLast || isRefusedForGood(error);
    LETTERS.add("out", isEnd ? "failed" : "tried");
    const text = error instanceof Error ? error.message : "unknown";
    await note(deps, workspaceId, letterId, {
      state: isEnd ? "failed" : "queued",
      error: text.slice(0, 1_000),
      fault: isCertificateRefused(error) ? "certificate" : null,
    });
    if (isEnd && !job.isLast) return;
    throw error;
  }
  await noteSent(deps, workspaceId, letterId, job.signal);
  LETTERS.add("out", "sent");
}

/** The other side does not want this letter: it says so with 5xx, of the recipient or of the letter itself. */
function isRefusedForGood(error: unknown): boolean {
  if (!(error instanceof Error && "code" in error && "responseCode" in error)) return false;
  return ["EENVELOPE", "EMESSAGE"].includes(String(error.code)) && Number(error.responseCode) >= 500;
}

/** It is out and cannot be called back. */
const noteSent = (deps: Delivers, workspaceId: string, letterId: string, signal: AbortSignal): Promise<void> => {
  const sent = { state: "sent", error: null, fault: null, sent_at: deps.now() } as const;
  return onceDatabaseIsBack(() => note(deps, workspaceId, letterId, sent), signal);
};

async function readLetterOut(db: Db, workspaceId: string, id: string) {
  return inWorkspace(db, workspaceId, async (tx) => {
    const row = await tx
      .selectFrom("letter_out")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .executeTakeFirst();
    if (!row) return null;
    const files = row.file_ids.length
      ? await tx
          .selectFrom("file")
          .select(["id", "name", "size", "type"])
          .where("workspace_id", "=", workspaceId)
          .where("id", "in", row.file_ids)
          .where("deleted_at", "is", null)
          .execute()
      : [];
    const { From: from = "" } = row.headers as Record<string, string>;
    const sender = /<([^<>]*)>$/.exec(from)?.[1] ?? from;
    const ours = (await loadAddresses(tx, workspaceId)).find(({ address }) => address === sender.toLowerCase());
    return { ...row, files, anyCertificate: ours?.anyCertificate ?? false };
  });
}

async function attachments(
  deps: Delivers,
  workspaceId: string,
  files: readonly { id: string; name: string; size: number; type: string }[],
) {
  const taken = [];
  let bytes = 0;
  for (const file of files) {
    bytes += file.size;
    if (bytes > MOST_BYTES) break;
    const opened = await deps.storage.open({ workspaceId, id: file.id });
    if (opened) taken.push({ filename: file.name, contentType: file.type, content: opened.stream });
  }
  return taken;
}

async function note(
  deps: Delivers,
  workspaceId: string,
  id: string,
  change: { state: "sent" | "queued" | "failed"; error: string | null; fault: "certificate" | null; sent_at?: Date },
): Promise<void> {
  await inWorkspace(deps.db, workspaceId, (tx) =>
    tx
      .updateTable("letter_out")
      .set((eb) => ({ ...change, attempts: eb("attempts", "+", 1) }))
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .execute(),
  );
}
