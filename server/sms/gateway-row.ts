import type { Selectable } from "kysely";
import type { Request } from "../../contract/routes.ts";
import { dayOf } from "../../core/process/dates.ts";
import { GATEWAYS, type Gateway, KNOWN } from "../../core/sms/gateways.ts";
import type { Recipe } from "../../core/sms/recipe.ts";
import type { Tx } from "../platform/database.ts";
import type { SmsGatewayTable } from "../platform/tables.ts";
import { loadSettings } from "../settings/load-settings.ts";

export type GatewayRow = Selectable<SmsGatewayTable>;
export type Account = Pick<Request<"testSms">["body"], "kind" | "login" | "recipe">;

/** Where the secret is kept, for the seal. */
export const secretPlace = (workspaceId: string): string => `sms/${workspaceId}`;

export const kindOf = (row: Pick<GatewayRow, "kind">): Gateway => GATEWAYS.find((kind) => kind === row.kind) ?? "other";

/** How the gateway of an account is asked. */
export function recipeOf({ kind, recipe }: Account): Recipe {
  if (kind !== "other") return KNOWN[kind].recipe;
  if (!recipe) throw new Error("A gateway of one's own without its recipe");
  return recipe;
}

/** The row as an account; the column is written by this capability only. */
export const accountOf = (row: GatewayRow): Account => ({
  kind: kindOf(row),
  login: row.login,
  ...(row.recipe === null ? {} : { recipe: row.recipe as Recipe }),
});

/** The gateway of the workspace; `lock` for those that count what goes out. */
export const findGateway = (tx: Tx, workspaceId: string, { lock } = { lock: false }): Promise<GatewayRow | undefined> =>
  tx
    .selectFrom("sms_gateway")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();

/** The day that the daily limit counts for. */
export async function today(tx: Tx, workspaceId: string, now: Date): Promise<string> {
  const { zone } = await loadSettings(tx, workspaceId);
  return dayOf(now, zone).toString();
}
