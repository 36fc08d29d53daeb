import type { Connection, Submittable } from "pg";
import { serialize } from "pg-protocol";

/** How values of a type are read from their texts. */
export type ParserOf = (oid: number, format: "text") => (text: string) => unknown;

/** A statement that waits to be sent. */
export interface Part {
  readonly text: string;
  /** The name that it is prepared under; null: it is planned anew. */
  readonly name: string | null;
  /** As PostgreSQL reads them (`toText`). */
  readonly values: readonly (string | Buffer | null)[];
  done(result: BatchResult): void;
  failed(error: unknown): void;
}

/** As the driver answers a statement. */
export interface BatchResult {
  readonly command: Command;
  readonly rowCount: number;
  readonly rows: unknown[];
}
type Command = "UPDATE" | "DELETE" | "INSERT" | "SELECT" | "MERGE" | "COMMIT" | "ROLLBACK";

/** The columns of an answer; they cannot change while its statement is prepared: PostgreSQL refuses such plans. */
interface Shape {
  readonly names: readonly string[];
  readonly parsers: readonly ((text: string) => unknown)[];
}
const NO_ROWS: Shape = { names: [], parsers: [] };

/** What is known of one connection: the answers of the statements that are prepared on it. */
export type Shapes = Map<string, Shape>;

/** The part of the driver's connection that its types leave out. */
type Wire = Connection & { readonly parsedStatements: Readonly<Record<string, string>> };

/**
 * Statements that are sent to the database in one message and answered in one: between two processes a wake-up is dearer
 * than most statements are. They are run in their order; after one that fails the others are not run, and fail with it.
 * The driver calls the methods by their names, as those of its own queries.
 */
export class Batch implements Submittable {
  readonly #parts: readonly Part[];
  readonly #shapes: Shapes;
  readonly #parserOf: ParserOf;
  readonly #heard: (error: unknown) => unknown;
  readonly #results: { result: BatchResult | null; error: unknown }[] = [];
  #rows: unknown[] = [];
  #fault: unknown = null;
  #ended = false;
  /** Set by the driver too, which stops its clock by it. */
  callback: (error: unknown, result?: unknown) => void;

  /** `heard`: what the statements are told of an error. */
  constructor(
    parts: readonly Part[],
    shapes: Shapes,
    { parserOf, heard, ended }: { parserOf: ParserOf; heard: (error: unknown) => unknown; ended: () => void },
  ) {
    this.#parts = parts;
    this.#shapes = shapes;
    this.#parserOf = parserOf;
    this.#heard = heard;
    this.callback = ended;
  }

  get #part(): Part | undefined {
    return this.#parts[this.#results.length];
  }
  /** By these the driver notes what has been prepared. */
  get name(): string {
    return this.#part?.name ?? "";
  }
  get text(): string {
    return this.#part?.text ?? "";
  }

  submit(connection: Connection): void {
    const { parsedStatements, stream } = connection as Wire;
    const parsing = new Set<string>();
    // Put together here: a stream takes longer to gather thirty messages than it takes to send them.
    const messages: Buffer[] = [];
    for (const { name, text, values } of this.#parts) {
      const statement = name ?? "";
      const isParsed = name !== null && (parsedStatements[name] !== undefined || parsing.has(name));
      if (!isParsed) messages.push(serialize.parse({ name: statement, text, types: [] }));
      if (name !== null) parsing.add(name);
      messages.push(serialize.bind({ statement, values: [...values] }));
      if (name === null || !this.#shapes.has(name)) messages.push(serialize.describe({ type: "P" }));
      messages.push(serialize.execute());
    }
    messages.push(serialize.sync());
    if (stream.writable) stream.write(Buffer.concat(messages));
  }

  handleRowDescription({ fields }: { fields: { name: string; dataTypeID: number }[] }): void {
    const shape: Shape = {
      names: fields.map(({ name }) => name),
      parsers: fields.map(({ dataTypeID }) => this.#parserOf(dataTypeID, "text")),
    };
    this.#shapes.set(this.name, shape);
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const { names, parsers } = this.#shapes.get(this.name) ?? NO_ROWS;
    const row: Record<string, unknown> = {};
    try {
      for (let at = 0; at < fields.length; at++) {
        const text = fields[at];
        row[names[at] ?? ""] = text === null || text === undefined ? null : parsers[at]?.(text);
      }
      this.#rows.push(row);
    } catch (error) {
      this.#fault ??= error;
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    const words = text.split(" ");
    const name = this.name;
    if (name !== "" && !this.#shapes.has(name)) this.#shapes.set(name, NO_ROWS);
    const result = { command: words[0] as Command, rowCount: Number(words.at(-1)) || 0, rows: this.#rows };
    this.#results.push({ result, error: this.#fault });
    this.#rows = [];
    this.#fault = null;
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: "" });
  }

  /** The driver hears of nothing more of a batch that failed. */
  handleError(error: unknown): void {
    if (this.#ended) return;
    // An error at the very end is one of the commit: the last statement has not come to be.
    if (this.#results.length >= this.#parts.length) this.#results.length = this.#parts.length - 1;
    this.#end(error);
    this.callback(error);
  }

  handleReadyForQuery(): void {
    if (this.#ended) return;
    // Made only when it is told: the trace of an error takes as long as sending a statement.
    const isWhole = this.#results.length >= this.#parts.length;
    this.#end(isWhole ? null : new Error("The database has left statements out"));
    this.callback(null);
  }

  handlePortalSuspended(): void {}
  handleCopyInResponse(connection: { sendCopyFail(message: string): void }): void {
    connection.sendCopyFail("Nothing is copied in here");
  }
  handleCopyData(): void {}

  #end(why: unknown): void {
    this.#ended = true;
    for (const [at, part] of this.#parts.entries()) {
      const ended = this.#results[at];
      if (!ended) part.failed(this.#heard(why));
      else if (ended.error) part.failed(this.#heard(ended.error));
      else if (ended.result) part.done(ended.result);
    }
  }
}

/** A value as PostgreSQL reads it; buffers go as they are. Throws for what has no text, such as no moment at all. */
export function toText(value: unknown): string | Buffer | null {
  if (typeof value === "string") return value;
  if (value === null || value === undefined) return null;
  if (typeof value !== "object") return String(value);
  if (Buffer.isBuffer(value)) return value;
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  // Years of five digits have a sign in JavaScript and none in PostgreSQL.
  if (value instanceof Date) return value.toISOString().replace(/^\+0*/, "");
  return Array.isArray(value) ? arrayText(value) : JSON.stringify(value);
}

function arrayText(items: readonly unknown[]): string {
  return `{${items.map(itemText).join(",")}}`;
}

function itemText(item: unknown): string {
  if (Array.isArray(item)) return arrayText(item);
  const text = toText(item);
  if (text === null) return "NULL";
  if (typeof text !== "string") return `"\\\\x${text.toString("hex")}"`;
  return `"${/["\\]/.test(text) ? text.replace(/["\\]/g, "\\$&") : text}"`;
}
