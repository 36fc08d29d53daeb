import { longer } from "./numbers.ts";

/**
 * Words numbered from 1 in the order in which they came. All of it stands in a few long arrays: a million words of
 * their own would be a million objects that each thorough collection of garbage looks at.
 */
export class Dictionary {
  /** Letters as UTF-16 units, word after word, and where each word begins; it ends where the next one begins. */
  #letters = new Uint16Array(1_024);
  #begins = new Uint32Array(256);
  #hashes = new Uint32Array(256);
  /** By hash the number of a word, the next free one after it where that is taken; at most half of them are. */
  #slots = new Uint32Array(512);
  /** The last word of those that begin with the same letters, and by word the one before it. */
  readonly #begun = new Map<string, number>();
  #before = new Uint32Array(256);
  #size = 0;

  /** The number of the word, which it gets if it has none. */
  learn(word: string): number {
    return this.learnLetters(lettersOf(word), word.length);
  }

  /** The same of the word in the first `length` of the letters. */
  learnLetters(letters: Uint16Array, length: number): number {
    const hash = hashOf(letters, length);
    const slot = this.#slotOf(letters, length, hash);
    return this.#slots[slot] || this.#add(letters, length, hash, slot);
  }

  /** The number of the word; 0 for an unknown one. */
  find(word: string): number {
    const letters = lettersOf(word);
    return this.#slots[this.#slotOf(letters, word.length, hashOf(letters, word.length))] ?? 0;
  }

  *beginningWith(start: string): Generator<number> {
    const letters = lettersOf(start).slice(0, start.length);
    const first = start.slice(0, FIRST);
    const begun = first.length < FIRST ? [...this.#begun.keys()].filter((key) => key.startsWith(first)) : [first];
    for (const key of begun) {
      for (let word = this.#begun.get(key) ?? 0; word !== 0; word = this.#before[word] ?? 0)
        if (this.#lengthOf(word) >= letters.length && this.#has(word, letters, letters.length)) yield word;
    }
  }

  /** Where the word is, or where it would be. */
  #slotOf(letters: Uint16Array, length: number, hash: number): number {
    const last = this.#slots.length - 1;
    for (let slot = hash & last; ; slot = (slot + 1) & last) {
      const word = this.#slots[slot] ?? 0;
      if (word === 0) return slot;
      const isLike = this.#hashes[word] === hash && this.#lengthOf(word) === length;
      if (isLike && this.#has(word, letters, length)) return slot;
    }
  }

  #has(word: number, letters: Uint16Array, length: number): boolean {
    const begin = this.#begins[word] ?? 0;
    for (let at = 0; at < length; at++) if (this.#letters[begin + at] !== letters[at]) return false;
    return true;
  }

  #lengthOf(word: number): number {
    return (this.#begins[word + 1] ?? 0) - (this.#begins[word] ?? 0);
  }

  #add(letters: Uint16Array, length: number, hash: number, slot: number): number {
    const word = ++this.#size;
    if (word + 1 >= this.#begins.length) {
      const room = Math.ceil(word * 1.5);
      this.#begins = longer(this.#begins, room);
      this.#hashes = longer(this.#hashes, room);
      this.#before = longer(this.#before, room);
    }
    const begin = this.#begins[word] ?? 0;
    const end = begin + length;
    if (end > this.#letters.length) this.#letters = longer(this.#letters, Math.ceil(end * 1.5));
    for (let at = 0; at < length; at++) this.#letters[begin + at] = letters[at] ?? 0;
    this.#begins[word + 1] = end;
    this.#hashes[word] = hash;
    this.#slots[slot] = word;
    const first = String.fromCharCode(...letters.subarray(0, Math.min(length, FIRST)));
    this.#before[word] = this.#begun.get(first) ?? 0;
    this.#begun.set(first, word);
    if (this.#size * 2 > this.#slots.length) this.#spread();
    return word;
  }

  /** Gives each word a slot among twice as many. */
  #spread(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    for (let word = 1; word <= this.#size; word++) {
      let slot = (this.#hashes[word] ?? 0) & (slots.length - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = word;
    }
    this.#slots = slots;
  }
}

/** Words are found by so many first letters. */
const FIRST = 3;

let passing = new Uint16Array(1_024);
/** The letters of the word, and others behind them, until the next word is asked for. */
function lettersOf(word: string): Uint16Array {
  if (word.length > passing.length) passing = new Uint16Array(word.length * 2);
  for (let at = 0; at < word.length; at++) passing[at] = word.charCodeAt(at);
  return passing;
}

function hashOf(letters: Uint16Array, length: number): number {
  let hash = length;
  for (let at = 0; at < length; at++) hash = Math.imul(hash ^ (letters[at] ?? 0), 16_777_619);
  return (hash ^ (hash >>> 15)) >>> 0;
}
