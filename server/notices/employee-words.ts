import type { TFunction } from "i18next";
import type { NoticeChannel, NoticeReader } from "../../contract/notice-templates.ts";
import type { About } from "../../core/process/events.ts";
import type { Tx } from "../platform/database.ts";
import { loadRegistry } from "../settings/load-registry.ts";
import { type Language, loadSettings } from "../settings/load-settings.ts";
import { templateFiller } from "../templates/fill-template.ts";
import type { TicketRowFull } from "../tickets/columns.ts";
import { loadOwnText } from "./notice-templates.ts";

/** Who reads it: as one who answers for the ticket or follows it, by his role, in his language. */
export type WordsFor = { reader: NoticeReader; roleId: string; language: Language; t: TFunction };

/**
 * What employees are told of an event of a ticket: the workspace's own text for these readers, filled in with what their
 * role may see, else the usual one in their language. `link`: where employees open the ticket.
 */
export function employeeWords(
  tx: Tx,
  row: TicketRowFull,
  about: About,
  link: string,
): (channel: NoticeChannel, of: WordsFor) => Promise<string> {
  const { workspace_id: workspaceId } = row;
  const fillers = new Map<string, ReturnType<typeof templateFiller>>();
  // The names of the ticket are read once for all who see the same of it.
  const fillerFor = async ({ roleId, language }: WordsFor) => {
    const key = `${roleId} ${language}`;
    const person = { kind: "employee", roleId } as const;
    const registry = await loadRegistry(tx, { workspaceId, person });
    const filler = fillers.get(key) ?? templateFiller(tx, row, { registry, language, me: "", link });
    fillers.set(key, filler);
    return filler;
  };
  return async (channel, of) => {
    const own = await loadOwnText(tx, workspaceId, { channel, reader: of.reader, about });
    if (own !== undefined) return (await fillerFor(of))(own).trim();
    const { zone } = await loadSettings(tx, workspaceId);
    const resume = row.resume_at?.toLocaleString(of.language, {
      timeZone: zone,
      dateStyle: "long",
      timeStyle: "short",
    });
    const { number, subject } = row;
    return of.t(`letters:employee.${about}`, { number, subject, resume: resume ?? "" });
  };
}
