import { sqlState } from "../platform/database.ts";
import { Problem } from "../platform/http/problem.ts";

/** Deletes what nothing refers to; the database says whether something does: then 409 with the code. */
export async function refusingInUse<T>(code: string, message: string, remove: Promise<T>): Promise<T> {
  try {
    return await remove;
  } catch (error) {
    if (sqlState(error) !== "23503") throw error;
    throw new Problem(409, code, message);
  }
}
