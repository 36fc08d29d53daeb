import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";

/** What the capability needs from elsewhere. */
export type ClientsParts = {
  /**
   * The account of an address, made when there is none; its id. A password is set only on accounts that stand for
   * nobody yet: whoever administers one workspace must not take over an account of another. May be called again after
   * a transaction was undone.
   */
  ensureAccount: (who: { email: string; name: string; password?: string | undefined }) => Promise<string>;
  /** The account under which somebody goes on after the address was changed; its id. */
  readdressAccount: (who: { userId: string | null; email: string; name: string }) => Promise<string>;
  /** Promises the letter with the link that lets him in. */
  invite: (
    tx: Tx,
    ctx: Pick<Ctx, "workspaceId" | "person">,
    to: { name: string; email: string; locale?: string | null },
  ) => Promise<void>;
  /** Called in the transaction of the change when a contact has another name or phone: tickets hold copies. */
  contactChanged: (tx: Tx, workspaceId: string, contactId: string) => Promise<unknown>;
  /** The same when a company has another category. */
  companyChanged: (tx: Tx, workspaceId: string, companyId: string) => Promise<unknown>;
};
