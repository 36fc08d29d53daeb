/** Which tickets a client sees on a tab, and in what order. */
export const TABS = { active: ["new", "open", "paused", "resolved"], archive: ["closed", "cancelled"] } as const;
export type Tab = keyof typeof TABS;

/** The three orders of the client's list, by the name that the list remembers [H-RLST-15]. */
export const SORTS = { unread: "unread", newest: "-created", oldest: "created" } as const;
export type Sort = keyof typeof SORTS;
export const isSort = (value: unknown): value is Sort => typeof value === "string" && value in SORTS;

/** The condition of a tab; `words` are searched as they are typed, whatever signs are among them [H-RLST-14]. */
export function conditionOf(tab: Tab, words = ""): string {
  const plain = words
    .replace(/["«»“”„\\]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return `category:${TABS[tab].join(",")}${plain === "" ? "" : ` "${plain}"`}`;
}
