import { type TicketSearch, writeSearch } from "../../app/address.ts";
import type { ListState } from "./use-list-state.ts";
import type { Look } from "./use-look.ts";
import { writeColumns, writeLabels } from "./view-text.ts";

/** An address at which everybody sees the list as it is here: condition, order, labels and columns. */
export function linkToList(search: TicketSearch, state: ListState, look: Look): string {
  // A view of one's own is there for nobody else: its condition is.
  const isMine = state.view?.sharing === null;
  const asked = isMine ? { where: state.text } : { where: search.where, view: search.view, q: search.q };
  const shown = { sort: look.order, cols: writeColumns(look.layout), labels: writeLabels(look.labels) };
  return `${location.origin}${location.pathname}${writeSearch({ tab: search.tab, ...asked, ...shown })}`;
}
