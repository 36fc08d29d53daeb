import type { Line } from "./figure.ts";
import { create } from "./lines/create.ts";
import { exportLine } from "./lines/export.ts";
import { install } from "./lines/install.ts";
import { letter } from "./lines/letter.ts";
import { letters } from "./lines/letters.ts";
import { list } from "./lines/list.ts";
import { live } from "./lines/live.ts";
import { memory } from "./lines/memory.ts";
import { recount } from "./lines/recount.ts";
import { rehearsal } from "./lines/rehearsal.ts";
import { search } from "./lines/search.ts";
import { size } from "./lines/size.ts";
import { start } from "./lines/start.ts";
import { ticket } from "./lines/ticket.ts";
import { web } from "./lines/web.ts";

/** Every line, in the order in which they run: what only reads comes before what writes. */
export const LINES: readonly Line[] = [
  size,
  list,
  search,
  ticket,
  rehearsal,
  memory,
  start,
  web,
  create,
  recount,
  letter,
  letters,
  live,
  exportLine,
  install,
];
