/** What stands behind the `?` of the console's addresses, read from whatever somebody may have typed there. */

/**
 * The list of tickets: a tab, filters as a condition, what stands in the search box, an order, a saved view, columns and
 * labels where they are other than the view's or the reader's own, and what is beside the list: the ticket that is open,
 * or a new one.
 */
export type TicketSearch = {
  tab?: string;
  where?: string;
  q?: string;
  sort?: string;
  view?: string;
  cols?: string;
  labels?: string;
  open?: number;
  add?: true;
};
/** A new ticket may begin with what is known: from a call, a contact's card, a flat. */
export type NewTicketSearch = { phone?: string; contact?: string; place?: string; company?: string; service?: string };
/**
 * Places, clients, companies: what was searched for, whose card is open (`new`: one to be added; places also
 * `import`), below which place a new one stands, and what the list is narrowed to.
 */
export type DirectorySearch = {
  q?: string;
  open?: string;
  parent?: string;
  kind?: string;
  company?: string;
  category?: string;
  /** A condition over their fields, and the order of the list by one of them. */
  where?: string;
  sort?: string;
  /** Places as a `list`, and not as the tree. */
  view?: string;
};

/**
 * A report: its period by name or from day to day, which of its tickets, by what they are split, which hours
 * count, and a condition.
 */
export type ReportSearch = {
  period?: string;
  from?: string;
  to?: string;
  by?: string;
  split?: string;
  hours?: string;
  where?: string;
};

/** The part of an address behind the path, with its `?`; nothing for what is not set. */
export function writeSearch(search: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== "") query.set(name, String(value));
  }
  return query.size > 0 ? `?${query}` : "";
}

type Given = Record<string, unknown>;

/** The named parts of an address that hold a text; a number there is a text of digits. */
function textsOf<K extends string>(given: Given, names: readonly K[]): { [P in K]?: string } {
  const texts: { [P in K]?: string } = {};
  for (const name of names) {
    const value = given[name];
    if (typeof value === "string" || typeof value === "number") texts[name] = String(value);
  }
  return texts;
}

export function readTicketSearch(given: Given): TicketSearch {
  const open = Number(given.open);
  return {
    ...textsOf(given, ["tab", "where", "q", "sort", "view", "cols", "labels"]),
    ...(Number.isInteger(open) && open > 0 ? { open } : {}),
    ...(String(given.add) === "true" ? { add: true } : {}),
  };
}
export const readNewTicketSearch = (given: Given): NewTicketSearch =>
  textsOf(given, ["phone", "contact", "place", "company", "service"]);
export const readDirectorySearch = (given: Given): DirectorySearch =>
  textsOf(given, ["q", "open", "parent", "kind", "company", "category", "where", "sort", "view"]);
export const readReportSearch = (given: Given): ReportSearch =>
  textsOf(given, ["period", "from", "to", "by", "split", "hours", "where"]);

/** Where to go after sign-in; another site's address is not followed. */
export const readSignInSearch = (given: Given): { next?: string; ended?: true; email?: string } => ({
  ...(isOwnPath(given.next) ? { next: given.next } : {}),
  ...(given.ended ? { ended: true as const } : {}),
  ...textsOf(given, ["email"]),
});

const isOwnPath = (next: unknown): next is string =>
  typeof next === "string" && /^\/(?![/\\])/.test(next) && !next.startsWith("/sign-in");
