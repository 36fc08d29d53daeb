/**
 * Rows as `copy … (format binary)` takes them: each value as PostgreSQL sends it itself, so that it parses no texts.
 * Our own, because the package for it (pg-copy-streams-binary) knows no uuid and no xid8, and no nulls in arrays.
 */

const HEADER = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
/** In place of the next row: there is none. */
const END = Buffer.from([0xff, 0xff]);
/** A piece is sent when it has grown beyond this. */
const PIECE = 256 * 1024;
/** Milliseconds of 1 January 2000, from which on the database counts. */
const EPOCH = 946_684_800_000;
const HIGH = 2 ** 32;

/** A value of a column as it is given: JSON as text already, moments as dates or ISO texts. */
type Value = unknown;
type Write = (to: Piece, value: Value) => void;

/** Rows of columns with these types (as `format_type` names them), in pieces with all that stands around them. */
export function* binaryRows(
  rows: Iterable<Readonly<Record<string, Value>>>,
  columns: readonly { name: string; type: string }[],
): Generator<Buffer> {
  const writers = columns.map(({ name, type }) => ({ name, write: writerOf(type, name) }));
  let piece = new Piece();
  piece.bytes(HEADER);
  for (const row of rows) {
    piece.int16(writers.length);
    for (const { name, write } of writers) {
      const value = row[name];
      if (value === null || value === undefined) piece.int32(-1);
      else write(piece, value);
    }
    if (piece.length < PIECE) continue;
    yield piece.taken();
    piece = new Piece();
  }
  piece.bytes(END);
  yield piece.taken();
}

const writeText: Write = (to, value) => to.sized(() => to.text(String(value)));
const writeUuid: Write = (to, value) => {
  to.int32(16);
  to.uuid(String(value));
};
const WRITERS: Readonly<Record<string, Write>> = {
  text: writeText,
  uuid: writeUuid,
  boolean: (to, value) => {
    to.int32(1);
    to.int8(value ? 1 : 0);
  },
  integer: (to, value) => {
    to.int32(4);
    to.int32(Number(value));
  },
  bigint: (to, value) => to.int64(Number(value)),
  xid8: (to, value) => to.int64(Number(value)),
  bytea: (to, value) => {
    const bytes = value as Buffer;
    to.int32(bytes.length);
    to.bytes(bytes);
  },
  jsonb: (to, value) =>
    to.sized(() => {
      // The version of its form.
      to.int8(1);
      to.text(String(value));
    }),
  "timestamp with time zone": (to, value) =>
    to.int64(((value instanceof Date ? value.getTime() : Date.parse(String(value))) - EPOCH) * 1000),
  "text[]": arrayWriter(25, writeText),
  "uuid[]": arrayWriter(2950, writeUuid),
};

function writerOf(type: string, name: string): Write {
  const write = WRITERS[type];
  if (!write) throw new TypeError(`A ${type} cannot be copied: ${name}`);
  return write;
}

/** Items of one dimension, beside the number of their type. */
function arrayWriter(type: number, write: Write): Write {
  return (to, value) => {
    const items = value as readonly unknown[];
    to.sized(() => {
      to.int32(items.length === 0 ? 0 : 1);
      to.int32(items.includes(null) ? 1 : 0);
      to.int32(type);
      if (items.length === 0) return;
      to.int32(items.length);
      to.int32(1);
      for (const item of items) {
        if (item === null) to.int32(-1);
        else write(to, item);
      }
    });
  };
}

/** Bytes that grow. */
class Piece {
  length = 0;
  #bytes = Buffer.allocUnsafe(PIECE + 64 * 1024);

  int8(value: number): void {
    this.#room(1);
    this.#bytes[this.length++] = value;
  }

  int16(value: number): void {
    this.#room(2);
    this.length = this.#bytes.writeInt16BE(value, this.length);
  }

  int32(value: number): void {
    this.#room(4);
    this.length = this.#bytes.writeInt32BE(value, this.length);
  }

  /** Eight bytes with their length before them; whole numbers that a double holds. */
  int64(value: number): void {
    const high = Math.floor(value / HIGH);
    this.int32(8);
    this.int32(high);
    this.int32((value - high * HIGH) | 0);
  }

  bytes(value: Buffer): void {
    this.#room(value.length);
    this.length += value.copy(this.#bytes, this.length);
  }

  text(value: string): void {
    // No character takes more than three bytes for each of its units.
    this.#room(value.length * 3);
    this.length += this.#bytes.write(value, this.length);
  }

  uuid(value: string): void {
    this.#room(16);
    for (let at = 0; at < 36; at += 2) {
      if (at === 8 || at === 13 || at === 18 || at === 23) at++;
      this.#bytes[this.length++] = (nibble(value, at) << 4) | nibble(value, at + 1);
    }
  }

  /** What `write` writes, with its length before it. */
  sized(write: () => void): void {
    const start = this.length;
    this.int32(0);
    write();
    this.#bytes.writeInt32BE(this.length - start - 4, start);
  }

  taken(): Buffer {
    return this.#bytes.subarray(0, this.length);
  }

  #room(more: number): void {
    if (this.length + more <= this.#bytes.length) return;
    const wider = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.length + more));
    this.#bytes.copy(wider, 0, 0, this.length);
    this.#bytes = wider;
  }
}

/** Half a byte as a letter or figure shows it. */
function nibble(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code > 57 ? (code | 32) - 87 : code - 48;
}
