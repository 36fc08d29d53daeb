import type { Contact } from "../../contract/clients.ts";
import type { Request } from "../../contract/routes.ts";
import { tellOfTicketsOf } from "../live/tell-person.ts";
import { explained } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import { trimmedName } from "../platform/http/trimmed-name.ts";
import { atVersion } from "../platform/http/versions.ts";
import { settleCardFormulas } from "../settings/card-formulas.ts";
import { ownFieldsColumn } from "../settings/own-fields.ts";
import { accessContact } from "./access.ts";
import { CONTACT_CONSTRAINTS, checkResponsible, responsibleColumns } from "./check-references.ts";
import { saveOccupancies } from "./occupancies.ts";
import type { ClientsParts } from "./parts.ts";
import { readContact } from "./read-contacts.ts";

/**
 * Changes a contact; what is not sent stays, `places` are replaced as a whole. Who can sign in keeps his account under
 * a new email, and must have one: 422 `contact/no-email`.
 */
export const updateContact = (
  ctx: Ctx,
  parts: ClientsParts,
  id: string,
  body: Request<"updateContact">["body"],
): Promise<Contact> =>
  ctx.write(async (tx) => {
    const { workspaceId } = ctx;
    const old = await accessContact(tx, ctx.person, id, "change");
    const view = () => readContact(tx, ctx.person, id);
    return atVersion(tx, ctx, { what: "contact", id, yours: body, view }, async () => {
      await checkResponsible(tx, workspaceId, body);
      const { name, copyEmail, company, places, custom, ...rest } = body;
      const own = await ownFieldsColumn(tx, ctx, { subject: "contact", id }, custom);
      const { manager: _m, managerTeam: _t, observers: _o, observerTeams: _ot, ...plain } = rest;
      if (body.email === null && old.userId !== null) throw noEmail();
      const changes = {
        ...plain,
        ...(name === undefined ? {} : { name: trimmedName(name) }),
        ...(copyEmail === undefined ? {} : { copy_email: copyEmail }),
        ...(company === undefined ? {} : { company_id: company }),
        ...responsibleColumns(body),
        ...own,
        // Who can sign in goes on under the new address.
        ...(body.email && old.userId !== null && body.email !== old.email
          ? { user_id: await parts.readdressAccount({ userId: old.userId, email: body.email, name: name ?? old.name }) }
          : {}),
      };
      if (Object.keys(changes).length > 0) {
        await explained(CONTACT_CONSTRAINTS, () =>
          tx.updateTable("contact").set(changes).where("workspace_id", "=", workspaceId).where("id", "=", id).execute(),
        );
      }
      await settleCardFormulas(tx, workspaceId, "contact", [id]);
      if (custom) await tellOfTicketsOf(tx, workspaceId, { contact: id });
      if (places) await saveOccupancies(tx, ctx.person, id, places);
      const renamed = changes.name !== undefined && changes.name !== old.name;
      const rung = body.phone !== undefined && body.phone !== old.phone;
      if (renamed || rung) await parts.contactChanged(tx, workspaceId, id);
    });
  });

export function noEmail(): Problem {
  const [code, message] = ["contact/no-email", "Whoever signs in to the portal needs an email address."];
  const refusals = [{ code, field: "email", message, mend: "Give the contact an email address." }];
  return new Problem(422, code, message, { refusals });
}
