import type { Writable } from "node:stream";
import type { Person } from "../platform/http/context.ts";
import { compareCursors } from "./cursor.ts";
import { written } from "./news.ts";

/** Bytes that wait for a slow reader before he is cut off; he comes back and resumes. */
const MOST_WAITING = 1_000_000;
/** Parcels that wait for a stream which still reads what it missed. */
const MOST_PENDING = 1000;
/** Counters are told at most so often, ms. */
const COUNTS_EVERY = 250;

/** What of one page of the log a stream is told: everything up to `cursor`. */
export type Parcel = { text: string; cursor: string; counts: boolean };

/** One open stream of one person. */
export class Stream {
  /** Renewed now and then: rights change while the stream is open. */
  person: Person;
  /** Told so far. */
  cursor: string;
  /** Reads what was missed; what happens meanwhile waits. */
  private catchingUp = true;
  private pending: Parcel[] = [];
  private countsAt = Number.NEGATIVE_INFINITY;
  private countsTimer: NodeJS.Timeout | undefined;
  private readonly response: Writable;

  constructor(person: Person, response: Writable, cursor: string) {
    this.person = person;
    this.response = response;
    this.cursor = cursor;
  }

  get open(): boolean {
    return !this.response.destroyed && !this.response.writableEnded;
  }

  /** Takes what the reader of the log hands on. */
  take(parcel: Parcel): void {
    if (!this.catchingUp) this.tell(parcel);
    else if (this.pending.push(parcel) > MOST_PENDING) this.response.destroy();
  }

  /** Tells a parcel at once. */
  tell(parcel: Parcel): void {
    this.cursor = parcel.cursor;
    if (parcel.text !== "") this.write(parcel.text);
    if (parcel.counts) this.tellCounts();
  }

  /** What was missed has been told; now what happened meanwhile. */
  caughtUp(): void {
    this.catchingUp = false;
    for (const parcel of this.pending) {
      if (compareCursors(parcel.cursor, this.cursor) > 0) this.tell(parcel);
    }
    this.pending = [];
  }

  /** Too much was missed: the reader has to look at everything anew. */
  reset(cursor: string): void {
    this.cursor = cursor;
    this.write(written("reset", {}, cursor));
  }

  /** Counters may be others: told now, or when the last time is long enough ago. */
  tellCounts(): void {
    if (this.countsTimer) return;
    const wait = this.countsAt + COUNTS_EVERY - performance.now();
    const tell = () => {
      this.countsTimer = undefined;
      this.countsAt = performance.now();
      this.write(written("counts", {}));
    };
    if (wait <= 0) tell();
    else this.countsTimer = setTimeout(tell, wait);
  }

  /** Keeps the connection open, and lets the reader remember how far he has come although nothing was for him. */
  beat(): void {
    this.write(this.catchingUp ? ":\n\n" : `:\nid: ${this.cursor}\n\n`);
  }

  write(text: string): void {
    if (!this.open) return;
    const fast = this.response.write(text);
    if (!fast && this.response.writableLength > MOST_WAITING) this.response.destroy();
  }

  end(): void {
    clearTimeout(this.countsTimer);
    if (this.open) this.response.end();
  }
}
