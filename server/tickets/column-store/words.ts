import { Bits } from "./bits.ts";
import type { WordQuery } from "./word-query.ts";

/**
 * Which tickets have which words, as the text search of the database has them. Each writing of a ticket's words has a
 * place of its own, and words know places: when a ticket is written anew its former place is nobody's.
 */
export class TicketWords {
  readonly #places = new Map<string, Places>();
  /** Words by their first letters. */
  readonly #begun = new Map<string, string[]>();
  /** By place the number of the ticket; 0 where it is past. */
  #tickets = new Uint32Array(1_024);
  /** By the number of the ticket its place, and the sum of what was written there. */
  #placeOf = new Uint32Array(0);
  #sumOf = new Uint32Array(0);
  #next = 1;
  #past = 0;
  #room = 0;

  /** So much of it is past that it is better read anew. */
  get isWorn(): boolean {
    return this.#past > 50_000 && this.#past > this.#next / 2;
  }

  /** Puts down the words of a ticket, as PostgreSQL writes a vector without positions. */
  set(ticket: number, vector: string | null): void {
    const text = vector ?? "";
    const [sum, before] = [sumOf(text), this.#placeOf[ticket] ?? 0];
    if (before !== 0 && sum === this.#sumOf[ticket]) return;
    if (before !== 0) {
      this.#tickets[before] = 0;
      this.#past++;
    }
    const place = this.#newPlace(ticket);
    this.#placeOf[ticket] = place;
    this.#sumOf[ticket] = sum;
    for (const word of readVector(text)) this.#add(word, place);
  }

  grow(tickets: number): void {
    this.#room = tickets;
    this.#placeOf = longer(this.#placeOf, tickets);
    this.#sumOf = longer(this.#sumOf, tickets);
  }

  /** As many tickets as have what is asked, or some more. */
  atMost(query: WordQuery): number {
    if ("all" in query) return Math.min(...query.all.map((part) => this.atMost(part)));
    const parts = "any" in query ? query.any.map((part) => this.atMost(part)) : [];
    for (const word of "start" in query ? this.#begunWith(query.start) : "word" in query ? [query.word] : []) {
      const places = this.#places.get(word);
      parts.push(typeof places === "number" ? 1 : (places?.length ?? 0));
    }
    return parts.reduce((sum, one) => sum + one, 0);
  }

  /** The tickets that have what is asked. */
  find(query: WordQuery): Bits {
    if ("all" in query) return query.all.map((part) => this.find(part)).reduce((one, other) => one.and(other));
    const found = new Bits(this.#room);
    if ("any" in query) for (const part of query.any) found.or(this.find(part));
    else if ("word" in query) this.#mark(query.word, found);
    else for (const word of this.#begunWith(query.start)) this.#mark(word, found);
    return found;
  }

  #mark(word: string, found: Bits): void {
    const tickets = this.#tickets;
    each(this.#places.get(word), (place) => found.set(tickets[place] ?? 0, true));
    // The number of no ticket: what is past.
    found.set(0, false);
  }

  *#begunWith(start: string): Generator<string> {
    const first = start.slice(0, FIRST);
    const begun = first.length < FIRST ? [...this.#begun.keys()].filter((key) => key.startsWith(first)) : [first];
    for (const key of begun) for (const word of this.#begun.get(key) ?? []) if (word.startsWith(start)) yield word;
  }

  #add(word: string, place: number): void {
    const known = this.#places.get(word);
    if (known === undefined) this.#learn(Buffer.from(word).toString(), place);
    else if (typeof known === "number") this.#places.set(word, [known, place]);
    else if (known instanceof Packed || known.length < FEW) known.push(place);
    else this.#places.set(word, new Packed([...known, place]));
  }

  /** `word` is a text of its own: a part of a longer one would keep all of that. */
  #learn(word: string, place: number): void {
    this.#places.set(word, place);
    const first = word.slice(0, FIRST);
    const begun = this.#begun.get(first);
    if (begun) begun.push(word);
    else this.#begun.set(first, [word]);
  }

  #newPlace(ticket: number): number {
    const place = this.#next++;
    if (place >= this.#tickets.length) this.#tickets = longer(this.#tickets, Math.ceil(place * 1.5));
    this.#tickets[place] = ticket;
    return place;
  }
}

/** Words are kept by so many first letters. */
const FIRST = 3;
/** Most words stand in one ticket or a few; those of many are packed. */
type Places = number | number[] | Packed;
const FEW = 16;

class Packed {
  places = new Uint32Array(FEW * 4);
  length = 0;

  constructor(places: readonly number[]) {
    for (const place of places) this.push(place);
  }

  push(place: number): void {
    if (this.length === this.places.length) this.places = longer(this.places, Math.ceil(this.length * 1.5));
    this.places[this.length++] = place;
  }
}

function each(known: Places | undefined, work: (place: number) => void): void {
  if (known === undefined) return;
  if (typeof known === "number") work(known);
  else if (known instanceof Packed) for (let at = 0; at < known.length; at++) work(known.places[at] ?? 0);
  else for (const place of known) work(place);
}

function longer(numbers: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(length);
  more.set(numbers);
  return more;
}

/** `'word' 'other'`; quotes and backslashes inside stand twice. */
function readVector(text: string): string[] {
  if (text === "") return [];
  const words = text.slice(1, -1).split("' '");
  return text.includes("''") || text.includes("\\") ? words.map((word) => word.replace(/(['\\])\1/g, "$1")) : words;
}

/** Tells one text from another; that two of one ticket have the same is as good as never. */
function sumOf(text: string): number {
  let sum = text.length;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 16_777_619);
  return sum >>> 0;
}
