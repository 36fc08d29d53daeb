/** A page of rows in the order of their ids, newest first, and the cursor of the next one. */
export function pageOf<R extends { id: string }, V>(
  rows: readonly R[],
  limit: number,
  view: (row: R) => V,
): { items: V[]; next?: string } {
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { items: page.map(view), ...(last ? { next: last.id } : {}) };
}
