import type { Request, Response } from "../../contract/routes.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound } from "../platform/http/problem.ts";
import { passwordPlace } from "./claim-mailbox.ts";
import type { MailDeps } from "./deps.ts";
import { runMailbox } from "./fetch-mailbox.ts";
import { ImapFailure, withMailbox } from "./imap.ts";
import type { ImapFault } from "./imap-fault.ts";
import { isSameAccount, passwordAgain, readMailbox } from "./mailboxes.ts";

/** Somebody waits for the answer; what is left when it ends goes on as a job. */
const WAIT_MS = 60_000;

type Details = Request<"testMailbox">["body"];
type Tested = Response<"testMailbox">;

/** Fetches now what would be fetched later; answers how the mailbox stands then. Somebody who is at it is left to it. */
export async function checkMailbox(deps: MailDeps, ctx: Ctx, id: string): Promise<Response<"checkMailbox">> {
  const { workspaceId, now } = ctx;
  await ctx.writeAnew(async (tx) => {
    await readMailbox(tx, ctx, id);
    await tx
      .updateTable("mailbox")
      .set({ next_try_at: now })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .where("claimed", "=", false)
      .execute();
  });
  await runMailbox(deps, workspaceId, id, AbortSignal.timeout(WAIT_MS));
  return ctx.read((tx) => readMailbox(tx, ctx, id));
}

/** Opens the folder with these details and closes it again; nothing is kept. */
export async function testMailbox(deps: MailDeps, ctx: Ctx, details: Details): Promise<Tested> {
  const { host, port, secure, login, folder = "INBOX" } = details;
  const password = details.password ?? (await keptPassword(deps, ctx, details));
  if (password === null) return refused({ code: "secret-unreadable", detail: "" });
  const account = { host, port, secure, login, password, folder };
  try {
    const signal = AbortSignal.timeout(WAIT_MS);
    return await withMailbox(account, deps.imap, signal, async ({ letters }) => ({ error: null, letters }));
  } catch (error) {
    if (error instanceof ImapFailure) return refused(error.fault);
    throw error;
  }
}

const refused = (error: ImapFault): Tested => ({ error, letters: null });

/** Null when it cannot be read with the present key. */
async function keptPassword(deps: MailDeps, ctx: Ctx, details: Details): Promise<string | null> {
  const { mailbox: id } = details;
  if (id === undefined) throw passwordAgain();
  const { workspaceId } = ctx;
  const kept = await ctx.read((tx) =>
    tx
      .selectFrom("mailbox")
      .select(["host", "port", "secure", "login", "password"])
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .executeTakeFirst(),
  );
  if (!kept) throw notFound("mailbox");
  if (!isSameAccount(kept, details)) throw passwordAgain();
  return deps.secrets.open(kept.password, passwordPlace(workspaceId, id));
}
