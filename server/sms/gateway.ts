import type { Request, Response } from "../../contract/routes.ts";
import { KNOWN } from "../../core/sms/gateways.ts";
import { dialled } from "../../core/sms/phone.ts";
import { type Recipe, unknownIn, valuesOf } from "../../core/sms/recipe.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField } from "../platform/http/problem.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { partsOn } from "./deliver-sms.ts";
import type { SmsDeps } from "./deps.ts";
import {
  type Account,
  accountOf,
  findGateway,
  type GatewayRow,
  kindOf,
  recipeOf,
  secretPlace,
  today,
} from "./gateway-row.ts";
import { handOver } from "./hand-over.ts";

type View = Response<"setSmsGateway">;
type Sent = Request<"setSmsGateway">["body"];

/** Parts a day where nobody has said: enough for a desk, and no ruin. */
const USUAL_LIMIT = 200;
/** Somebody waits for the answer, ms. */
const WAIT_MS = 30_000;

/** The gateway of the workspace and how it stands. */
export async function getGateway(tx: Tx, ctx: Ctx): Promise<Response<"getSmsGateway">> {
  const row = await findGateway(tx, ctx.workspaceId);
  return { gateway: row ? view(row, await today(tx, ctx.workspaceId, ctx.now)) : null };
}

/** Sets it. Throws 422 where a text of the recipe cannot be filled in, or the secret has to be given again. */
export async function setGateway(tx: Tx, deps: SmsDeps, ctx: Ctx, body: Sent): Promise<View> {
  const { workspaceId } = ctx;
  checkAccount(body);
  const before = await findGateway(tx, workspaceId, { lock: true });
  if (body.secret === undefined && !(before && isSameAccount(accountOf(before), body))) throw secretAgain();
  const set = {
    kind: body.kind,
    login: body.login?.trim() ?? "",
    sender: body.sender?.trim() ?? "",
    recipe: body.kind === "other" && body.recipe ? JSON.stringify(body.recipe) : null,
    active: body.active ?? before?.active ?? true,
    daily_limit: body.dailyLimit ?? before?.daily_limit ?? USUAL_LIMIT,
    secret:
      body.secret === undefined ? (before?.secret ?? "") : deps.secrets.seal(body.secret, secretPlace(workspaceId)),
    ...{ error: null, error_detail: null, failed_at: null },
  };
  const row = await tx
    .insertInto("sms_gateway")
    .values({ workspace_id: workspaceId, ...set })
    .onConflict((same) => same.column("workspace_id").doUpdateSet(set))
    .returningAll()
    .executeTakeFirstOrThrow();
  return view(row, await today(tx, workspaceId, ctx.now));
}

/** Forgets it with its secret; there may be none. */
export async function deleteGateway(tx: Tx, ctx: Ctx): Promise<void> {
  await tx.deleteFrom("sms_gateway").where("workspace_id", "=", ctx.workspaceId).execute();
}

/** Sends one SMS with these details; nothing is kept. */
export async function testSms(deps: SmsDeps, ctx: Ctx, body: Request<"testSms">["body"]): Promise<Response<"testSms">> {
  checkAccount(body);
  const { row, desk } = await ctx.read(async (tx) => ({
    row: await findGateway(tx, ctx.workspaceId),
    desk: await loadSettings(tx, ctx.workspaceId),
  }));
  const phone = dialled(body.phone, desk.locale);
  if (phone === null)
    throw badField("phone", "phone-wrong", "This is no telephone number.", "Write it with its country.");
  const secret = body.secret ?? keptSecret(deps, ctx, row, body);
  if (secret === null) return { error: { code: "secret-unreadable", detail: "" }, id: null, phone };
  const text = body.text?.trim() || desk.organisation.name || "Pult";
  const { login = "", sender = "" } = body;
  const values = valuesOf({ phone, text, login: login.trim(), secret, sender: sender.trim() });
  const done = await handOver(deps, recipeOf(body), values, AbortSignal.timeout(WAIT_MS));
  return done.ok ? { error: null, id: done.id, phone } : { error: done.fault, id: null, phone };
}

/** Null when it cannot be read with the present key. */
function keptSecret(deps: SmsDeps, ctx: Ctx, row: GatewayRow | undefined, account: Account): string | null {
  if (!row || !isSameAccount(accountOf(row), account)) throw secretAgain();
  return deps.secrets.open(row.secret, secretPlace(ctx.workspaceId));
}

/** Whether the kept secret may go there: to the gateway, the account and the host that it was given for. */
function isSameAccount(kept: Account, other: Account): boolean {
  const hostOf = (account: Account) => new URL(recipeOf(account).url.replace(/\{\{.*?\}\}/g, "x")).origin;
  return kept.kind === other.kind && kept.login === (other.login?.trim() ?? "") && hostOf(kept) === hostOf(other);
}

const secretAgain = () =>
  badField(
    "secret",
    "secret-again",
    "Another gateway, login or host needs the secret again.",
    "Enter the password or key of this account.",
  );

/** Throws 422 for what is missing, and for texts of a recipe that name what is no variable or lack the number or the text. */
function checkAccount({ kind, login, sender, recipe }: Account & { sender?: string | undefined }): void {
  const needed = (field: string) => badField(field, "field-required", `The gateway needs "${field}".`, "Fill it in.");
  if (kind === "other") {
    if (!recipe) throw needed("recipe");
    checkRecipe(recipe);
    return;
  }
  if (KNOWN[kind].login && !login?.trim()) throw needed("login");
  if (KNOWN[kind].senderNeeded && !sender?.trim()) throw needed("sender");
}

function checkRecipe({ url, body, method, headers, success, id, error, code }: Recipe): void {
  const texts = {
    url,
    body,
    ...Object.fromEntries(headers.map(({ value }, index) => [`headers.${index}.value`, value])),
  };
  for (const [field, text] of Object.entries({ ...texts, success, id, error, code })) {
    const [unknown] = unknownIn(text);
    if (unknown !== undefined) {
      const mend = "Take one of the variables that are listed.";
      throw badField(`recipe.${field}`, "template-unknown", `There is no variable "${unknown}".`, mend, {
        name: unknown,
      });
    }
  }
  if (!URL.canParse(url.replace(/\{\{.*?\}\}/g, "x")))
    throw badField("recipe.url", "url-wrong", "No address.", "Write it whole.");
  const sent = method === "GET" ? url : `${url} ${body}`;
  const has = (names: string) => new RegExp(`\\{\\{\\s*(${names})\\s*\\}\\}`).test(sent);
  if (has("phone|digits") && has("text")) return;
  const field = method === "GET" ? "recipe.url" : "recipe.body";
  throw badField(field, "sms-parts", "The number and the text are not sent.", "Put in {{phone}} and {{text}}.");
}

function view(row: GatewayRow, day: string): View {
  const { login, sender, active } = row;
  return {
    ...{ kind: kindOf(row), login, sender, active },
    recipe: (row.recipe as Recipe | null) ?? null,
    dailyLimit: row.daily_limit,
    today: { parts: partsOn(row, day), limited: row.limited_on === day },
    error: row.error === null ? null : { code: row.error, detail: row.error_detail ?? "" },
    failedAt: row.failed_at?.toISOString() ?? null,
    sentAt: row.sent_at?.toISOString() ?? null,
  };
}
