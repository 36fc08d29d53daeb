import type { Contact } from "../../contract/clients.ts";
import type { Request } from "../../contract/routes.ts";
import { endSessions } from "../people/end-sessions.ts";
import { explained, taken } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { settleCardFormulas } from "../settings/card-formulas.ts";
import { accessContact } from "./access.ts";
import type { ClientsParts } from "./parts.ts";
import { readContact } from "./read-contacts.ts";
import { noEmail } from "./update-contact.ts";

const CONSTRAINTS = {
  contact_workspace_id_user_id_key: taken(
    "contact/account-taken",
    "email",
    "Another contact signs in with this account.",
  ),
};

/**
 * Gives a contact access to the portal, with the account of his email, or takes it away; the account stays, for it may
 * serve elsewhere [O-CONT-04]. 422 `contact/no-email`.
 */
export const giveAccess = (
  ctx: Ctx,
  parts: ClientsParts,
  id: string,
  { access, password, invite }: Request<"giveAccess">["body"],
): Promise<Contact> =>
  ctx.write(async (tx) => {
    const { workspaceId } = ctx;
    const contact = await accessContact(tx, ctx.person, id, "change");
    if (!access) {
      await save({ portal_access: false });
      await endSessions(tx, "contact", id);
      return readContact(tx, ctx.person, id);
    }
    const { email, name, locale } = contact;
    if (email === null) throw noEmail();
    await save({ portal_access: true, user_id: await parts.ensureAccount({ email, name, password }) });
    if (invite) await parts.invite(tx, ctx, { name, email, locale });
    return readContact(tx, ctx.person, id);

    async function save(changes: { portal_access: boolean; user_id?: string }): Promise<void> {
      await explained(CONSTRAINTS, () =>
        tx.updateTable("contact").set(changes).where("workspace_id", "=", workspaceId).where("id", "=", id).execute(),
      );
      await settleCardFormulas(tx, workspaceId, "contact", [id]);
    }
  });
