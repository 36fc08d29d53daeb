import type { UnregisteredClient } from "../../core/process/state.ts";
import type { Tx } from "../platform/database.ts";

export type ClientOf = { contactId: string | null; client: UnregisteredClient | null };

/**
 * Whom a ticket is for, by the id that was given as its contact: a contact, or an employee, whose name and addresses
 * the ticket then keeps ([O-REG-08]). `checkLinks` has seen to it that it is one of the two.
 */
export async function clientOf(tx: Tx, workspaceId: string, id: string): Promise<ClientOf> {
  const employee = await tx
    .selectFrom("employee")
    .select(["name", "phone", "email"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!employee) return { contactId: id, client: null };
  const { name, phone, email } = employee;
  return { contactId: null, client: { name, email, ...(phone === null ? {} : { phone }), employee: id } };
}
