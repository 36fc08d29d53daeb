/** Whether a text is a place in the log: `transaction.number`. */
export const isCursor = (text: string): boolean => /^\d{1,19}\.\d{1,18}$/.test(text);

/** Below 0 when `a` comes before `b` in the log. */
export function compareCursors(a: string, b: string): number {
  const [txidA = "0", seqA = "0"] = a.split(".");
  const [txidB = "0", seqB = "0"] = b.split(".");
  const byTransaction = BigInt(txidA) - BigInt(txidB);
  const difference = byTransaction === 0n ? BigInt(seqA) - BigInt(seqB) : byTransaction;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}
