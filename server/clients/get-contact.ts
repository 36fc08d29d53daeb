import type { Contact } from "../../contract/clients.ts";
import type { Ctx } from "../platform/http/context.ts";
import { accessContact } from "./access.ts";
import { readContact } from "./read-contacts.ts";

/** The card of a contact [O-CONT-03]. */
export const getContact = (ctx: Ctx, id: string): Promise<Contact> =>
  ctx.read(async (tx) => {
    await accessContact(tx, ctx.person, id, "read");
    return readContact(tx, ctx.person, id);
  });
