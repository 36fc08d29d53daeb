import { sql } from "kysely";
import type { ProblemBody } from "../../../contract/shape.ts";
import { same } from "../../../core/process/same.ts";
import type { Tx } from "../database.ts";
import type { Ctx } from "./context.ts";
import type { SaysWho } from "./last-change.ts";
import { notFound, Problem } from "./problem.ts";

/** Tables whose rows carry a `version`. */
type Versioned =
  | "employee"
  | "role"
  | "team"
  | "service"
  | "calendar"
  | "company"
  | "contact"
  | "place"
  | "macro"
  | "canned_reply"
  | "rule"
  | "saved_view"
  | SaysWho;

/** Tables whose rows say who changed them last. */
const SAY_WHO: ReadonlySet<Versioned> = new Set<SaysWho>([
  "service_type",
  "service_category",
  "mail_address",
  "custom_field",
  "workspace",
]);
/** What a row is called where that is not its table's name. */
const CALLED: Partial<Record<Versioned, string>> = {
  custom_field: "field",
  service_category: "category",
  saved_view: "view",
};

/**
 * Refuses a change based on an older version, and tells what is different: `yours` is what the caller sends, `theirs`
 * what is there now, in the same shape ([B-KEY-03]). 412 `<what>/changed-meanwhile`.
 */
export function checkVersion(ctx: Pick<Ctx, "ifMatch">, what: string, version: number, yours: object, theirs: object) {
  if (ctx.ifMatch === null || ctx.ifMatch === version) return;
  const sent = new Map(Object.entries(yours).filter(([, value]) => value !== undefined));
  const difference: NonNullable<ProblemBody["difference"]> = {};
  for (const [field, value] of Object.entries(theirs)) {
    if (sent.has(field) && !same(sent.get(field), value)) difference[field] = { yours: sent.get(field), theirs: value };
  }
  difference.version = { yours: ctx.ifMatch, theirs: version };
  throw new Problem(412, `${what}/changed-meanwhile`, `Somebody has changed this ${what} since you opened it.`, {
    difference,
  });
}

/**
 * Does `work` on a row that nobody else has changed since the caller saw it, and answers its view with the next version.
 * The row is locked first: two who save at once stand in line here, and the second is refused when he names the version
 * before. 404 when there is no such row; that the person may change it the caller has seen to. `sent`: what is answered as
 * it would be sent, where that is another shape.
 *
 * The version is written last. A row written twice in a transaction has its foreign keys looked up, which locks the
 * account behind a person, and accounts are changed by another connection in the midst of `work`.
 */
export async function atVersion<T extends object>(
  tx: Tx,
  ctx: Pick<Ctx, "ifMatch" | "workspaceId" | "now" | "person">,
  row: { what: Versioned; id: string; yours: object; view: () => Promise<T>; sent?: (view: T) => object },
  work: () => Promise<unknown>,
): Promise<T> {
  const { what: table, id, yours, view, sent = (answered) => answered } = row;
  const what = CALLED[table] ?? table.replaceAll("_", "-");
  const within = sql.ref(table === "workspace" ? "id" : "workspace_id");
  const itself = sql`where ${within} = ${ctx.workspaceId} and id = ${id}`;
  const { rows } = await sql<{ version: number }>`
    select version from ${sql.table(table)} ${itself} for no key update`.execute(tx);
  const version = rows[0]?.version;
  if (version === undefined) throw notFound(what);
  if (ctx.ifMatch !== null && ctx.ifMatch !== version) {
    checkVersion(ctx, what, version, yours, asSent(sent(await view()), yours));
  }
  await work();
  const who = SAY_WHO.has(table) ? sql`, updated_at = ${ctx.now}, updated_by = ${ctx.person.id}` : sql``;
  await sql`update ${sql.table(table)} set version = version + 1 ${who} ${itself}`.execute(tx);
  return view();
}

/** What is answered, in the shape of what is sent: a thing by its id, and of an object no more than was sent. */
function asSent(answered: unknown, sent: unknown): object {
  const shaped = shape(answered, sent);
  return typeof shaped === "object" && shaped !== null ? shaped : {};
}

function shape(answered: unknown, sent: unknown): unknown {
  if (Array.isArray(answered)) {
    const sample: unknown = Array.isArray(sent) ? sent[0] : undefined;
    return answered.map((item) => shape(item, sample ?? (hasId(item) ? item.id : item)));
  }
  if (typeof answered !== "object" || answered === null) return answered;
  if (typeof sent !== "object" || sent === null) return hasId(answered) ? answered.id : answered;
  const known = new Map<string, unknown>(Object.entries(answered));
  return Object.fromEntries(
    Object.entries(sent).flatMap(([name, value]) => (known.has(name) ? [[name, shape(known.get(name), value)]] : [])),
  );
}

const hasId = (value: unknown): value is { id: unknown } =>
  typeof value === "object" && value !== null && "id" in value;
