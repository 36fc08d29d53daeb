import type { Contact } from "../../contract/clients.ts";
import type { Request } from "../../contract/routes.ts";
import { explained } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { trimmedName } from "../platform/http/trimmed-name.ts";
import { newId } from "../platform/ids.ts";
import { settleCardFormulas } from "../settings/card-formulas.ts";
import { ownFieldsColumn } from "../settings/own-fields.ts";
import { CONTACT_CONSTRAINTS, checkResponsible, responsibleColumns } from "./check-references.ts";
import { saveOccupancies } from "./occupancies.ts";
import { readContact } from "./read-contacts.ts";

/** Adds a contact, of a company or a private person [O-CONT-01]. 409 `contact/email-taken`. */
export const createContact = (ctx: Ctx, body: Request<"createContact">["body"]): Promise<Contact> =>
  ctx.write(async (tx) => {
    const { workspaceId } = ctx;
    await checkResponsible(tx, workspaceId, body);
    const id = newId();
    const own = await ownFieldsColumn(tx, ctx, { subject: "contact", id, isNew: true }, body.custom);
    await explained(CONTACT_CONSTRAINTS, () =>
      tx
        .insertInto("contact")
        .values({
          workspace_id: workspaceId,
          id,
          name: trimmedName(body.name),
          phone: body.phone ?? null,
          email: body.email ?? null,
          copy_email: body.copyEmail ?? null,
          company_id: body.company ?? null,
          account: body.account ?? null,
          note: body.note ?? "",
          tags: body.tags ?? [],
          ...responsibleColumns(body),
          ...own,
          created_at: ctx.now,
        })
        .execute(),
    );
    await settleCardFormulas(tx, workspaceId, "contact", [id]);
    if (body.places) await saveOccupancies(tx, ctx.person, id, body.places);
    return readContact(tx, ctx.person, id);
  });
