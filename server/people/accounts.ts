import { sql } from "kysely";
import type { Db } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import type { Auth } from "./auth.ts";

/**
 * Accounts, kept apart from employees and contacts: one account may be an employee here and a contact there. They live
 * outside of workspaces and their transactions, so each function may be called again after a transaction was undone;
 * an account without people lets nobody in.
 */
export type Accounts = {
  /**
   * The account of an address, made when there is none. The password is set only on accounts that belong to nobody
   * yet: whoever administers one workspace must not take over an account of another.
   */
  ensure: (who: { email: string; name: string; password?: string | undefined }) => Promise<string>;
  /**
   * The account under which a person goes on after his address has changed: his own with the new address, or, when
   * it serves other desks too or the address has an account already, another.
   */
  readdress: (who: { userId: string | null; email: string; name: string }) => Promise<string>;
  /** Which of the accounts have been used or have got a password. */
  signedUp: (userIds: readonly string[]) => Promise<ReadonlySet<string>>;
};

/** The account's address as it is compared: case does not matter to people. */
export const sameEmail = (email: string): string => email.trim().toLowerCase();

export function makeAccounts({ auth, owner }: { auth: Auth; owner: Db }): Accounts {
  const ensure: Accounts["ensure"] = async ({ email, name, password }) => {
    const id = newId();
    await owner
      .insertInto("auth_user")
      .values({ id, name, email: sameEmail(email), emailVerified: false })
      .onConflict((conflict) => conflict.column("email").doNothing())
      .execute();
    const user = await owner
      .selectFrom("auth_user")
      .select("id")
      .where("email", "=", sameEmail(email))
      .executeTakeFirstOrThrow();
    if (password !== undefined && (await personsBehind(owner, user.id)) === 0) {
      await setPassword({ auth, owner }, user.id, password);
    }
    return user.id;
  };
  return {
    ensure,
    async readdress({ userId, email, name }) {
      const taken = await owner.selectFrom("auth_user").select("id").where("email", "=", sameEmail(email)).execute();
      if (userId === null || taken.length > 0 || (await personsBehind(owner, userId)) > 1) {
        return ensure({ email, name });
      }
      await owner
        .updateTable("auth_user")
        .set({ email: sameEmail(email), name })
        .where("id", "=", userId)
        .execute();
      return userId;
    },
    async signedUp(userIds) {
      if (userIds.length === 0) return new Set();
      const rows = await owner
        .selectFrom("auth_user")
        .select("id")
        .where("id", "in", userIds)
        .where("emailVerified", "=", true)
        .execute();
      return new Set(rows.map(({ id }) => id));
    },
  };
}

/** How many employees and contacts, in any workspace, the account stands for, blocked ones too. */
async function personsBehind(owner: Db, userId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from employee where user_id = ${userId})
      + (select count(*) from contact where user_id = ${userId}) as count`.execute(owner);
  return rows[0]?.count ?? 0;
}

/**
 * Sets or replaces the password. Who gives it vouches for the address: otherwise the first link used would count it as
 * somebody else's and throw it away.
 */
export async function setPassword(
  { auth, owner }: { auth: Auth; owner: Db },
  userId: string,
  password: string,
): Promise<void> {
  const hash = await (await auth.$context).password.hash(password);
  await owner.transaction().execute(async (tx) => {
    await tx.deleteFrom("auth_account").where("userId", "=", userId).where("providerId", "=", "credential").execute();
    await tx
      .insertInto("auth_account")
      .values({ id: newId(), accountId: userId, providerId: "credential", userId, password: hash })
      .execute();
    await tx.updateTable("auth_user").set({ emailVerified: true }).where("id", "=", userId).execute();
  });
}
