import { Bits } from "./bits.ts";
import { Dictionary } from "./dictionary.ts";
import { longer } from "./numbers.ts";
import { Postings } from "./postings.ts";
import type { WordQuery } from "./word-query.ts";

/**
 * Which tickets have which words, as the text search of the database has them. Each writing of a ticket's words has a
 * place of its own, and words know places: when a ticket is written anew its former place is nobody's.
 */
export class TicketWords {
  readonly #words = new Dictionary();
  /** By word its places. */
  readonly #places = new Postings();
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
    eachWord(text, (letters, length) => this.#places.push(this.#words.learnLetters(letters, length), place));
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
    for (const word of this.#wordsOf(query)) parts.push(this.#places.count(word));
    return parts.reduce((sum, one) => sum + one, 0);
  }

  /** The tickets that have what is asked. */
  find(query: WordQuery): Bits {
    if ("all" in query) return query.all.map((part) => this.find(part)).reduce((one, other) => one.and(other));
    const found = new Bits(this.#room);
    if ("any" in query) for (const part of query.any) found.or(this.find(part));
    else for (const word of this.#wordsOf(query)) this.#mark(word, found);
    return found;
  }

  #mark(word: number, found: Bits): void {
    const tickets = this.#tickets;
    this.#places.each(word, (place) => found.set(tickets[place] ?? 0, true));
    // The number of no ticket: what is past.
    found.set(0, false);
  }

  #wordsOf(query: WordQuery): Iterable<number> {
    if ("start" in query) return this.#words.beginningWith(query.start);
    return "word" in query ? [this.#words.find(query.word)] : [];
  }

  #newPlace(ticket: number): number {
    const place = this.#next++;
    if (place >= this.#tickets.length) this.#tickets = longer(this.#tickets, Math.ceil(place * 1.5));
    this.#tickets[place] = ticket;
    return place;
  }
}

/** The longest word that PostgreSQL keeps has 2,046 bytes. */
const LETTERS = new Uint16Array(2_048);
const [QUOTE, BACKSLASH] = ["'".charCodeAt(0), "\\".charCodeAt(0)];

/** Goes through the words of `'word' 'other'`, where quotes and backslashes inside stand twice. */
function eachWord(vector: string, work: (letters: Uint16Array, length: number) => void): void {
  let length = -1;
  for (let at = 0; at < vector.length; at++) {
    const letter = vector.charCodeAt(at);
    if (letter === QUOTE && length < 0) length = 0;
    else if (letter === QUOTE && vector.charCodeAt(at + 1) !== QUOTE) {
      work(LETTERS, length);
      length = -1;
    } else if (length >= 0) {
      LETTERS[length++] = letter;
      if (letter === QUOTE || letter === BACKSLASH) at++;
    }
  }
}

/** Tells one text from another; that two of one ticket have the same is as good as never. */
function sumOf(text: string): number {
  let sum = text.length;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 16_777_619);
  return sum >>> 0;
}
