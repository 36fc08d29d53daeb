import type { Response } from "../../contract/routes.ts";
import { statusOf } from "../../core/process/case.ts";
import type { Actor } from "../../core/process/commands.ts";
import type { Move, Process } from "../../core/process/process.ts";
import { inWorkspace, type Tx } from "../platform/database.ts";
import { notFound } from "../platform/http/problem.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { loadNamedProcess } from "../settings/renamed.ts";
import { loadTicket } from "../tickets/access.ts";
import { run } from "../tickets/act.ts";
import { stateOf, type TicketRowFull } from "../tickets/columns.ts";
import type { MailDeps } from "./deps.ts";
import { makeMoveToken, readMoveToken } from "./move-token.ts";

type View = Response<"getMoveLink">;
type Deps = Pick<MailDeps, "db" | "secret" | "now">;

/** The move that letters of this ticket offer to the client by a link, if the process has one for its status. */
export const linkedMove = (process: Process, status: string): Move | undefined =>
  process.moves.find(({ byLink, by, from }) => byLink && by.includes("client") && from.includes(status));

const nameOf = ({ key, to }: Move): string => key ?? to;

/** The button of a letter: what it does, and the address at which the client does it. */
export function moveButton(
  deps: Pick<MailDeps, "secret" | "publicUrl" | "now">,
  of: { workspaceId: string; ticketId: string },
  move: Move,
  language: "ru" | "en" | "id" | "fa",
): { label: string; url: string } {
  const token = makeMoveToken(deps.secret, { ...of, move: nameOf(move) }, deps.now());
  const label = move.clientLabel ?? move.label;
  return { label: label[language] ?? label.en, url: `${deps.publicUrl}/portal/confirm/${token}` };
}

/** What the link is for, as it stands now. Programs that look through letters open it, so it changes nothing. */
export const getMoveLink = (deps: Deps, token: string): Promise<View> =>
  withTicket(deps, token, false, (tx, row, process, move) => view(tx, row, process, move));

/** Does the move as the client, who proved by the link that the letter reached him. Done already, it does nothing. */
export const useMoveLink = (deps: Deps, token: string): Promise<View> =>
  withTicket(deps, token, true, async (tx, row, process, move) => {
    if (!move) return view(tx, row, process, undefined);
    const client: Actor = { kind: "client", id: row.contact_id };
    const done = await run(tx, row, stateOf(row), { kind: "move", to: move.to }, client, deps.now());
    return view(tx, done.row, process, undefined);
  });

/** The ticket of a token, and the move that it names while it can be done. 404 for whatever is no token of ours. */
async function withTicket<T>(
  deps: Deps,
  token: string,
  lock: boolean,
  work: (tx: Tx, row: TicketRowFull, process: Process, move: Move | undefined) => Promise<T>,
): Promise<T> {
  const target = readMoveToken(deps.secret, token, deps.now());
  if (!target) throw notFound("move-link");
  const { workspaceId, ticketId, move: name } = target;
  return inWorkspace(deps.db, workspaceId, async (tx) => {
    const row = await loadTicket(tx, workspaceId, ticketId, { lock });
    const process = await loadNamedProcess(tx, workspaceId, row.process_key, row.process_version);
    const move = linkedMove(process, row.status);
    return work(tx, row, process, move && nameOf(move) === name ? move : undefined);
  });
}

async function view(tx: Tx, row: TicketRowFull, process: Process, move: Move | undefined): Promise<View> {
  const { organisation } = await loadSettings(tx, row.workspace_id);
  const { clientName, name } = statusOf(process, row.status);
  return {
    desk: organisation.name,
    number: row.number,
    subject: row.subject,
    status: { ...(clientName ?? name) },
    label: move ? { ...(move.clientLabel ?? move.label) } : null,
  };
}
