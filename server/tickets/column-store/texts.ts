import { fold } from "../../../core/condition/fold.ts";
import { Dictionary } from "./dictionary.ts";
import { longer } from "./numbers.ts";

/** What a column of texts holds for a ticket: a text beside itself as it is compared without regard to case, or a list. */
export type Held = { text: string; folded: string } | readonly string[] | null;

/** Texts that many tickets share: of each ticket the place of its own among them is kept. */
export class Texts {
  /** By the ticket's number. */
  codes = new Uint32Array(0);
  /** Place by place the values of the columns. */
  readonly values: Held[][] = [];
  readonly columns: readonly string[];
  /** Numbered from 1, places from 0. */
  readonly #texts = new Dictionary();

  constructor(columns: readonly string[]) {
    this.columns = columns;
    this.#placeOf(BETWEEN.repeat(columns.length - 1));
  }

  /** Puts down what the ticket has in all of the columns. */
  set(ticket: number, text: string): void {
    this.codes[ticket] = this.#placeOf(text);
  }

  grow(tickets: number): void {
    this.codes = longer(this.codes, tickets);
  }

  #placeOf(text: string): number {
    const place = this.#texts.learn(text) - 1;
    if (place === this.values.length) this.values.push(this.#read(text));
    return place;
  }

  #read(text: string): Held[] {
    const [parts, last] = [text.split(BETWEEN, this.columns.length - 1), this.columns.length - 1];
    // The last one may be any text.
    parts[last] = text.slice(parts.reduce((length, part) => length + part.length + BETWEEN.length, 0));
    // A place and its unit are often one.
    const read = new Map<string, Held>();
    return parts.map((part, at) => {
      if (LISTS.has(this.columns[at] ?? "")) return readList(part);
      const held = read.get(part) ?? readText(part);
      read.set(part, held);
      return held;
    });
  }
}

/** The text, or an empty one where there is none. */
export const textOf = (held: Held): string => (held !== null && "text" in held ? held.text : "");

export const BETWEEN = "|";

/** Lists come as `{one,other}`; ids and keys are never in quotes. */
const readList = (text: string): Held => (text.length > 2 ? alone(text).slice(1, -1).split(",") : []);

function readText(text: string): Held {
  if (text === "") return null;
  const [own, folded] = [alone(text), fold(text)];
  return { text: own, folded: folded === own ? own : folded };
}

/** The text by itself: a part of a longer one would keep all of that. */
const alone = (text: string) => Buffer.from(text).toString();
const LISTS = new Set(["place_path", "assignee_ids", "controller_ids", "observer_ids", "breached"]);
