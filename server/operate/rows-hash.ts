import { hash } from "node:crypto";

/** A 256-bit number in eight pieces, the highest first. */
const PIECES = 8;

/**
 * A hash over rows in whatever order they come: the SHA-256 of each, added up modulo 2^256. So a table of any size is
 * read once and never sorted.
 */
export class RowsHash {
  rows = 0;
  readonly #sum = new Uint32Array(PIECES);

  add(row: Uint8Array): void {
    const digest = hash("sha256", row, "buffer");
    let carry = 0;
    for (let piece = PIECES - 1; piece >= 0; piece--) {
      const sum = (this.#sum[piece] ?? 0) + digest.readUInt32BE(piece * 4) + carry;
      this.#sum[piece] = sum;
      carry = sum > 0xffffffff ? 1 : 0;
    }
    this.rows++;
  }

  digest(): string {
    return [...this.#sum].map((piece) => piece.toString(16).padStart(8, "0")).join("");
  }
}

const NEWLINE = 10;

/** Adds the rows of a text in the format of COPY, in which every line is a row, as its pieces come. */
export function rowsHashOfCopy(): { add: (piece: Buffer) => void; result: RowsHash } {
  const result = new RowsHash();
  let begun: Buffer[] = [];
  return {
    result,
    add(piece) {
      let from = 0;
      for (let end = piece.indexOf(NEWLINE); end !== -1; end = piece.indexOf(NEWLINE, from)) {
        const rest = piece.subarray(from, end);
        result.add(begun.length === 0 ? rest : Buffer.concat([...begun, rest]));
        begun = [];
        from = end + 1;
      }
      if (from < piece.length) begun.push(piece.subarray(from));
    },
  };
}
