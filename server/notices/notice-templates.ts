import type { TFunction } from "i18next";
import type { NoticeTemplate } from "../../contract/notice-templates.ts";
import { NOTICE_READERS, type NoticeChannel, type NoticeReader } from "../../contract/notice-templates.ts";
import type { Request, Response } from "../../contract/routes.ts";
import { ABOUT, type About } from "../../core/process/events.ts";
import { perConfiguration } from "../platform/configuration.ts";
import { configurationChanged, type Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import type { Translator } from "../platform/i18n.ts";
import { loadWholeRegistry } from "../settings/load-registry.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { checkTemplate } from "../templates/check-template.ts";

const keyOf = (channel: string, reader: string, about: string): string => `${channel} ${reader} ${about}`;

/** The texts of a workspace's own, by channel, reader and event. */
const loadOwnTexts = (tx: Tx, workspaceId: string): Promise<ReadonlyMap<string, string>> =>
  perConfiguration(tx, workspaceId, "notice templates", async () => {
    const rows = await tx
      .selectFrom("notice_template")
      .select(["channel", "reader", "about", "text"])
      .where("workspace_id", "=", workspaceId)
      .execute();
    return new Map(rows.map(({ channel, reader, about, text }) => [keyOf(channel, reader, about), text]));
  });

/** What a workspace says itself to these readers of this event; undefined: the usual. */
export async function loadOwnText(
  tx: Tx,
  workspaceId: string,
  { channel, reader, about }: { channel: NoticeChannel; reader: NoticeReader; about: About },
): Promise<string | undefined> {
  return (await loadOwnTexts(tx, workspaceId)).get(keyOf(channel, reader, about));
}

/** The usual words, as a template: what one begins to edit from. */
const usualText = (t: TFunction, about: About): string =>
  t(`letters:employee.${about}`, { number: "{{number}}", subject: "{{subject}}", resume: "{{resumeAt}}" });

/** Every notice to employees with what it says by this channel ([O-OBS-06]). */
export async function listNoticeTemplates(
  tx: Tx,
  texts: Translator,
  ctx: Ctx,
  channel: NoticeChannel,
): Promise<Response<"listNoticeTemplates">> {
  const own = await loadOwnTexts(tx, ctx.workspaceId);
  const t = texts((await loadSettings(tx, ctx.workspaceId)).locale);
  const items = NOTICE_READERS.flatMap((reader) =>
    ABOUT.map((about) => viewOf(t, { reader, about }, own.get(keyOf(channel, reader, about)))),
  );
  return { items };
}

/** Says it otherwise to these readers alone ([O-OBS-06]). Throws 422 `template/wrong` for a text that cannot be filled in. */
export async function setNoticeTemplate(
  tx: Tx,
  texts: Translator,
  ctx: Ctx,
  { params, body }: Pick<Request<"setNoticeTemplate">, "params" | "body">,
): Promise<NoticeTemplate> {
  const { workspaceId } = ctx;
  const { channel, reader, about } = params;
  const text = body.text?.trim() ?? null;
  configurationChanged(tx);
  if (text === null) {
    await tx
      .deleteFrom("notice_template")
      .where("workspace_id", "=", workspaceId)
      .where("channel", "=", channel)
      .where("reader", "=", reader)
      .where("about", "=", about)
      .execute();
  } else {
    checkTemplate(text, await loadWholeRegistry(tx, workspaceId));
    await tx
      .insertInto("notice_template")
      .values({ workspace_id: workspaceId, channel, reader, about, text })
      .onConflict((same) => same.columns(["workspace_id", "channel", "reader", "about"]).doUpdateSet({ text }))
      .execute();
  }
  const t = texts((await loadSettings(tx, workspaceId)).locale);
  return viewOf(t, { reader, about }, text ?? undefined);
}

function viewOf(t: TFunction, of: { reader: NoticeReader; about: About }, own: string | undefined): NoticeTemplate {
  const usual = usualText(t, of.about);
  return { ...of, usual, text: own ?? usual, own: own !== undefined };
}
