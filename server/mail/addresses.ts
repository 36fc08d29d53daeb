import type { Request, Response } from "../../contract/routes.ts";
import { brokenConstraint, configurationChanged, type Tx } from "../platform/database.ts";
import { unlessUsed } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { lastChange } from "../platform/http/last-change.ts";
import { badField, notFound, Problem } from "../platform/http/problem.ts";
import { atVersion } from "../platform/http/versions.ts";
import { newId } from "../platform/ids.ts";

type Address = Response<"createMailAddress">;
type Change = Request<"updateMailAddress">["body"];

const select = (tx: Tx, ctx: Ctx) =>
  tx
    .selectFrom("mail_address as m")
    .leftJoin("service as s", (join) =>
      join.onRef("s.workspace_id", "=", "m.workspace_id").onRef("s.id", "=", "m.service_id"),
    )
    .leftJoin("team as t", (join) =>
      join.onRef("t.workspace_id", "=", "m.workspace_id").onRef("t.id", "=", "m.team_id"),
    )
    .select(["m.id", "m.address", "m.name", "m.active", "m.is_default", "m.service_id", "m.team_id"])
    .select(["m.any_certificate", "m.version", lastChange("mail_address", "m")])
    .select(["s.name as service_name", "t.name as team_name"])
    .where("m.workspace_id", "=", ctx.workspaceId);

/** The addresses that take letters in, the default one first. */
export async function listAddresses(tx: Tx, ctx: Ctx): Promise<Response<"listMailAddresses">> {
  const rows = await select(tx, ctx).orderBy("m.is_default", "desc").orderBy("m.address").limit(500).execute();
  return { items: rows.map(view) };
}

export async function createAddress(tx: Tx, ctx: Ctx, body: Request<"createMailAddress">["body"]): Promise<Address> {
  const id = newId();
  const address = body.address.toLowerCase();
  // The reply token stands after a plus: an address of that form could not be told from it, and long names leave no room.
  if (/\+/.test(address) || address.indexOf("@") > 31) {
    throw badField(
      "address",
      "address-unfit",
      "No plus and at most 31 characters before the @.",
      "Choose a shorter name.",
    );
  }
  try {
    await tx
      .insertInto("mail_address")
      .values({ workspace_id: ctx.workspaceId, id, address, name: body.name ?? "" })
      .execute();
  } catch (error) {
    if (brokenConstraint(error) === "mail_address_address") {
      throw new Problem(409, "mail/address-taken", "Letters to this address are taken already.", {
        refusals: [{ code: "taken", field: "address", message: "is taken", mend: "Choose another address." }],
      });
    }
    throw error;
  }
  const { address: _, ...change } = body;
  configurationChanged(tx);
  await changeAddress(tx, ctx, id, change);
  return readAddress(tx, ctx, id);
}

export async function updateAddress(tx: Tx, ctx: Ctx, id: string, body: Change): Promise<Address> {
  configurationChanged(tx);
  const view = () => readAddress(tx, ctx, id);
  return atVersion(tx, ctx, { what: "mail_address", id, yours: body, view }, () => changeAddress(tx, ctx, id, body));
}

async function changeAddress(tx: Tx, ctx: Ctx, id: string, body: Change): Promise<void> {
  await checkTarget(tx, ctx, body);
  if (body.isDefault) {
    await tx
      .updateTable("mail_address")
      .set({ is_default: false })
      .where("workspace_id", "=", ctx.workspaceId)
      .execute();
  }
  await tx
    .updateTable("mail_address")
    .set((eb) => ({
      name: body.name ?? eb.ref("name"),
      service_id: body.service === undefined ? eb.ref("service_id") : body.service,
      team_id: body.team === undefined ? eb.ref("team_id") : body.team,
      active: body.active ?? eb.ref("active"),
      is_default: body.isDefault ?? eb.ref("is_default"),
      any_certificate: body.anyCertificate ?? eb.ref("any_certificate"),
    }))
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", id)
    .execute();
}

async function readAddress(tx: Tx, ctx: Ctx, id: string): Promise<Address> {
  return view(await select(tx, ctx).where("m.id", "=", id).executeTakeFirstOrThrow());
}

export async function deleteAddress(tx: Tx, ctx: Ctx, id: string): Promise<void> {
  configurationChanged(tx);
  const gone = await unlessUsed(served(), () =>
    tx.deleteFrom("mail_address").where("workspace_id", "=", ctx.workspaceId).where("id", "=", id).executeTakeFirst(),
  );
  if (gone.numDeletedRows === 0n) throw notFound("mail-address");
}

const served = () =>
  new Problem(409, "mail/address-served", "Letters to this address are fetched from a mailbox.", {
    refusals: [
      { code: "served", field: "id", message: "has a mailbox", mend: "Delete its mailbox first, or switch both off." },
    ],
  });

async function checkTarget(tx: Tx, ctx: Ctx, body: Change): Promise<void> {
  for (const [field, table, id] of [
    ["service", "service", body.service],
    ["team", "team", body.team],
  ] as const) {
    if (!id) continue;
    const found = await tx
      .selectFrom(table)
      .select("id")
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", id)
      .executeTakeFirst();
    if (!found) throw badField(field, `unknown-${field}`, "There is no such thing.", "Choose one from the list.");
  }
}

type Row = Awaited<ReturnType<ReturnType<typeof select>["execute"]>>[number];
const view = (row: Row): Address => ({
  id: row.id,
  address: row.address,
  name: row.name,
  service: row.service_id ? { id: row.service_id, name: row.service_name ?? "" } : null,
  team: row.team_id ? { id: row.team_id, name: row.team_name ?? "" } : null,
  active: row.active,
  isDefault: row.is_default,
  anyCertificate: row.any_certificate,
  version: row.version,
  changed: row.changed,
});
