/** A set of tickets by their numbers, a bit each. */
export class Bits {
  readonly words: Uint32Array;

  constructor(room: number, words = new Uint32Array(Math.ceil(room / 32))) {
    this.words = words;
  }

  has(at: number): boolean {
    return ((this.words[at >>> 5] ?? 0) & (1 << (at & 31))) !== 0;
  }

  set(at: number, isIn: boolean): void {
    const { words } = this;
    const word = words[at >>> 5] ?? 0;
    words[at >>> 5] = isIn ? word | (1 << (at & 31)) : word & ~(1 << (at & 31));
  }

  fill(test: (at: number) => boolean): void {
    const { words } = this;
    for (let i = 0; i < words.length; i++) {
      let word = 0;
      for (let bit = 0; bit < 32; bit++) if (test(i * 32 + bit)) word |= 1 << bit;
      words[i] = word;
    }
  }

  /** Those whose code is marked. */
  fillBy(codes: Uint32Array, marks: Uint8Array): void {
    const { words } = this;
    for (let i = 0; i < words.length; i++) {
      let word = 0;
      for (let bit = 0; bit < 32; bit++) word |= (marks[codes[i * 32 + bit] ?? 0] ?? 0) << bit;
      words[i] = word;
    }
  }

  copy(): Bits {
    return new Bits(0, this.words.slice());
  }

  and({ words: other }: Bits): this {
    for (let i = 0; i < this.words.length; i++) this.words[i] = (this.words[i] ?? 0) & (other[i] ?? 0);
    return this;
  }

  or({ words: other }: Bits): this {
    for (let i = 0; i < this.words.length; i++) this.words[i] = (this.words[i] ?? 0) | (other[i] ?? 0);
    return this;
  }

  without({ words: other }: Bits): this {
    for (let i = 0; i < this.words.length; i++) this.words[i] = (this.words[i] ?? 0) & ~(other[i] ?? 0);
    return this;
  }

  count(): number {
    let count = 0;
    for (let i = 0; i < this.words.length; i++) {
      let word = this.words[i] ?? 0;
      word -= (word >>> 1) & 0x55555555;
      word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
      count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
    }
    return count;
  }

  /** Goes through those from the first to before the last, which are whole words. */
  each(from: number, to: number, work: (at: number) => void): void {
    const end = Math.min(to >>> 5, this.words.length);
    for (let i = from >>> 5; i < end; i++) {
      for (let word = this.words[i] ?? 0; word !== 0; word &= word - 1) work(i * 32 + 31 - Math.clz32(word & -word));
    }
  }
}
