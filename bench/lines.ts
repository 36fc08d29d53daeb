import type { Line } from "./figure.ts";
import { create } from "./lines/create.ts";
import { list } from "./lines/list.ts";
import { search } from "./lines/search.ts";
import { ticket } from "./lines/ticket.ts";

/** Every line, in the order in which they run: what only reads comes first. */
export const LINES: readonly Line[] = [list, search, ticket, create];
