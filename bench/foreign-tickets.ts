import { sql } from "kysely";
import type { Db } from "../server/platform/database.ts";
import { ask } from "./people.ts";

/** Marks the tickets in other languages that the benchmark adds to the town, whose people write Russian. */
const MARK = "bench-foreign-ticket";

export type Foreign = "en" | "id" | "fa";

export const FOREIGN: Record<Foreign, readonly (readonly [subject: string, description: string])[]> = {
  en: [
    ["Leaking radiator in the bedroom", "Water drips from the valve, the floor is getting wet, please send a plumber."],
    ["No light on the staircase", "The lamps between the second and the third floor have been broken for two days."],
    ["The lift stops between floors", "It makes a strange noise and the doors open very slowly."],
  ],
  id: [
    ["Keran dapur bocor", "Air menetes terus sejak kemarin, mohon kirimkan tukang secepatnya."],
    ["Lampu tangga mati", "Sudah dua hari tangga gelap, penghuni kesulitan berjalan di malam hari."],
    ["Lift berhenti di lantai lima", "Pintu lift tidak terbuka dan terdengar suara aneh."],
  ],
  fa: [
    ["شیر آب آشپزخانه چکه می‌کند", "از دیروز آب روی زمین می‌ریزد، لطفاً لوله‌کش بفرستید."],
    ["چراغ راه‌پله خاموش است", "دو روز است که طبقه سوم تاریک است و رفت و آمد سخت شده."],
    ["آسانسور میان طبقات می‌ایستد", "درها کند باز می‌شوند و صدای عجیبی شنیده می‌شود."],
  ],
};
export const FOREIGNERS: readonly Foreign[] = ["en", "id", "fa"];

/** Opens the tickets through the API when they are missing. */
export async function makeForeignTickets({
  owner,
  url,
  token,
  workspaceId,
}: {
  owner: Db;
  url: string;
  token: string;
  workspaceId: string;
}): Promise<void> {
  const { rows } = await sql`select from ticket
    where workspace_id = ${workspaceId} and external_id like ${`${MARK}%`} limit 1`.execute(owner);
  if (rows.length > 0) return;
  for (const language of FOREIGNERS) {
    for (const [subject, description] of FOREIGN[language]) {
      await ask(url, token, "POST", "/tickets", { subject, description, externalId: `${MARK}-${language}` });
    }
  }
}
