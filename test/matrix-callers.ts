/** Who walks the matrix, each for a kind of caller; `nobody` has not signed in. */
export const CALLERS = ["boss", "dina", "ben", "carl", "rita", "ada", "vera", "max", "nobody"] as const;
export type Caller = (typeof CALLERS)[number];
