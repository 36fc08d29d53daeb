import { longer } from "./numbers.ts";

/**
 * Lists of numbers that only grow, side by side in a few long arrays. Each lies in pieces, of which the last knows where
 * the one before it is; a piece is twice as long as the one before it, up to `LONGEST`.
 */
export class Postings {
  readonly #blocks: Uint32Array[] = [];
  /** What is free begins here. Nothing is at 0. */
  #free = 1;
  /** By list how long it is, and where its last piece is. */
  #counts = new Uint32Array(256);
  #lasts = new Uint32Array(256);

  count(list: number): number {
    return this.#counts[list] ?? 0;
  }

  push(list: number, value: number): void {
    if (list >= this.#counts.length) {
      this.#counts = longer(this.#counts, Math.ceil(list * 1.5));
      this.#lasts = longer(this.#lasts, Math.ceil(list * 1.5));
    }
    const count = this.#counts[list] ?? 0;
    const at = placeInPiece(count);
    if (at === 0) this.#lasts[list] = this.#newPiece(Math.min(count + 1, LONGEST), this.#lasts[list] ?? 0);
    const piece = this.#lasts[list] ?? 0;
    this.#block(piece)[(piece & WITHIN) + 1 + at] = value;
    this.#counts[list] = count + 1;
  }

  /** Goes through the numbers of a list, those of its last piece first. */
  each(list: number, work: (value: number) => void): void {
    let piece = this.#lasts[list] ?? 0;
    for (let left = this.count(list); left > 0; ) {
      const [block, begin, length] = [this.#block(piece), piece & WITHIN, placeInPiece(left - 1) + 1];
      for (let at = begin + 1; at <= begin + length; at++) work(block[at] ?? 0);
      left -= length;
      piece = block[begin] ?? 0;
    }
  }

  #block(piece: number): Uint32Array {
    const block = this.#blocks[piece >>> WIDTH];
    if (!block) throw new Error(`There is no piece ${piece}`);
    return block;
  }

  #newPiece(length: number, before: number): number {
    // A piece lies in one block.
    if ((this.#free & WITHIN) + length + 1 > BLOCK) this.#free = (this.#free | WITHIN) + 1;
    const piece = this.#free;
    this.#blocks[piece >>> WIDTH] ??= new Uint32Array(BLOCK);
    this.#free += length + 1;
    this.#block(piece)[piece & WITHIN] = before;
    return piece;
  }
}

const WIDTH = 18;
const BLOCK = 1 << WIDTH;
const WITHIN = BLOCK - 1;
const LONGEST = 1_024;

/** Where in its piece the number stands that comes after `count` others: pieces hold 1, 2, 4 … and then `LONGEST`. */
function placeInPiece(count: number): number {
  if (count >= LONGEST * 2 - 1) return (count + 1) % LONGEST;
  return count + 1 - (1 << (31 - Math.clz32(count + 1)));
}
