import { Bits } from "./bits.ts";
import { BETWEEN, type Held, Texts } from "./texts.ts";
import { TicketWords } from "./words.ts";
import { Zones } from "./zones.ts";

/** Numbers, moments in milliseconds since 1970, and marks as 0 and 1; NaN where the ticket has none. */
export class Numbers {
  /** By the ticket's number. */
  values = new Float64Array(0);

  set(ticket: number, value: number | boolean | null): void {
    this.values[ticket] = value === null ? Number.NaN : Number(value);
  }

  grow(tickets: number): void {
    const values = new Float64Array(tickets).fill(Number.NaN);
    values.set(this.values);
    this.values = values;
  }
}

/** Columns of texts, and of ids and lists of them; together those of which one mostly says the others. */
const TEXTS: readonly (readonly string[])[] = [
  ["status", "category"],
  ["channel", "priority"],
  ["service_type_id", "service_id"],
  ["place_path", "place_id", "group_id", "quarter_id", "site_id", "unit_id", "address"],
  ["entrance"],
  ["floor"],
  ["contact_id", "company_id", "contact_name"],
  ["team_id"],
  ["assignee_ids"],
  ["controller_ids"],
  ["observer_ids"],
  ["breached"],
  ["accepted_by"],
  ["closed_by"],
];
const NUMBERS = ["number", "rating", "unseen", "label_bits", "incident_number"] as const;
const MOMENTS = ["created_at", "updated_at", "accepted_at", "approved_at", "closed_at", "due_at"] as const;
const MARKS = ["was_reopened", "has_attachments", "has_important", "has_other_places"] as const;

/** How each of them is read of `ticket t`, in the order in which `TicketColumns.put` takes them. */
export const READ_AS: readonly string[] = [
  ...TEXTS.map((columns) => `concat(${columns.map((name) => `t.${name}`).join(`, '${BETWEEN}', `)})`),
  ...NUMBERS.map((name) => `t.${name}`),
  ...MOMENTS.map((name) => `date_part('epoch', t.${name}) * 1000`),
  ...MARKS.map((name) => (name === "has_other_places" ? "t.other_place_ids is not null" : `t.${name}`)),
  "t.search::text",
];

/** Whether a ticket is meant, by its number. `fill` asks all of them at once. */
export type Test = ((ticket: number) => boolean) & { fill?: (bits: Bits) => void };

/** Sets of tickets that are kept for the next who asks the same: 130 KB each at a million tickets. */
const MOST_SETS = 200;
/** Tickets that several sets have in common, how many they are, and what was found out of them alone. Do not change it. */
export type Common = { bits: Bits; count: number; found: Map<string, number[] | null> };
const MOST_COMMON = 200;
/** Answers of the database that hold until a ticket changes. */
const MOST_ANSWERS = 1_000;

/** What tickets of one workspace hold of the columns that lists ask, in memory, each ticket at its number. */
export class TicketColumns {
  readonly texts: readonly Texts[] = TEXTS.map((columns) => new Texts(columns));
  readonly numbers: ReadonlyMap<string, Numbers> = new Map(
    [...NUMBERS, ...MOMENTS, ...MARKS].map((name) => [name, new Numbers()]),
  );
  /** Up to here the log of events is told in it: the first part of a place in the log. */
  upTo: string;
  /** Tickets that the database did not find as they stand here: to be read anew. */
  readonly doubted = new Set<number>();
  /** One more than the highest number that there is room for. */
  room = 0;
  readonly words = new TicketWords();
  readonly #all: readonly (Texts | Numbers | TicketWords)[];
  readonly #sets = new Map<string, { bits: Bits; test: Test }>();
  readonly #zones = new Map<string, Zones>();
  readonly #common = new Map<string, Common>();
  readonly #passing = new Map<string, Bits>();
  #answers = new Map<string, unknown>();

  constructor(upTo: string) {
    this.upTo = upTo;
    this.#all = [...this.texts, ...this.numbers.values(), this.words];
  }

  /** Makes room for tickets up to this number. */
  makeRoom(highest: number): void {
    if (highest >= this.room) this.#grow(highest + 1);
  }

  /** Puts down tickets: for each column of `READ_AS` the values of all of them. */
  put(tickets: readonly number[], values: readonly (readonly unknown[])[]): void {
    this.makeRoom(tickets.reduce((one, other) => Math.max(one, other), 0));
    for (const [at, column] of this.#all.entries()) {
      const given = values[at] ?? [];
      for (const [i, ticket] of tickets.entries()) column.set(ticket, given[i] as never);
    }
    this.#follow(tickets);
  }

  /** Takes one out that is no longer there. */
  drop(ticket: number): void {
    if (ticket >= this.room) return;
    this.number("number").set(ticket, null);
    this.#follow([ticket]);
  }

  /** Whether what a ticket holds in the column meets the test, which asks each text once, however many tickets have it. */
  test(name: string, is: (value: Held) => boolean): Test | null {
    const texts = this.texts.find(({ columns }) => columns.includes(name));
    if (!texts) return null;
    const at = texts.columns.indexOf(name);
    let known = new Uint8Array(0);
    const learn = () => {
      const more = new Uint8Array(texts.values.length);
      more.set(known);
      for (let one = known.length; one < more.length; one++) more[one] = Number(is(texts.values[one]?.[at] ?? null));
      known = more;
    };
    const has = (ticket: number) => {
      const place = texts.codes[ticket] ?? 0;
      if (place >= known.length) learn();
      return known[place] === 1;
    };
    const fill = (bits: Bits) => {
      learn();
      bits.fillBy(texts.codes, known);
    };
    return Object.assign(has, { fill });
  }

  /** The same of a column that is there. */
  testOf(name: string, is: (value: Held) => boolean): Test {
    const test = this.test(name, is);
    if (!test) throw new Error(`There is no column ${name} of texts`);
    return test;
  }

  number(name: string): Numbers {
    const column = this.numbers.get(name);
    if (!column) throw new Error(`There is no column ${name} of numbers`);
    return column;
  }

  /** Those that meet the test, kept under the key; do not change it. */
  setOf(key: string, test: Test): Bits {
    const known = this.#sets.get(key);
    const kept = known ?? { bits: this.newSet(test), test };
    keep(this.#sets, key, kept, MOST_SETS);
    return kept.bits;
  }

  /** What `make` makes of sets, kept until a ticket changes: many people look at the same lists again and again. */
  commonOf(key: string, make: () => Bits): Common {
    const known = this.#common.get(key);
    const common = known ?? counted(make());
    keep(this.#common, key, common, MOST_COMMON);
    return common;
  }

  /** The same, kept by nobody. */
  newSet(test: Test): Bits {
    const bits = new Bits(this.room);
    if (test.fill) test.fill(bits);
    else bits.fill(test);
    return bits;
  }

  /**
   * A copy to work on, for what is done before anybody else is: the next of this name is written over it. Sets are so
   * long that each one thrown away brings the next thorough collection of garbage nearer.
   */
  passingCopy(name: string, of: Bits): Bits {
    const copy = this.#passing.get(name) ?? new Bits(this.room);
    this.#passing.set(name, copy);
    copy.words.set(of.words);
    return copy;
  }

  /** All that are there. */
  everyTicket(): Bits {
    const { values } = this.number("number");
    return this.setOf("every ticket", (ticket) => values[ticket] === ticket);
  }

  /** What `ask` asks of the database about columns as they are, kept until a ticket changes. */
  async askedOnce<T>(key: string, ask: () => Promise<T>): Promise<T> {
    const answers = this.#answers;
    if (answers.has(key)) return answers.get(key) as T;
    const answer = await ask();
    // Whatever changed meanwhile has begun another map.
    keep(answers, key, answer, MOST_ANSWERS);
    return answer;
  }

  /** Tickets by zones, of each no less than the highest value in it, by the key of the values. */
  zonesOf(key: string, value: (ticket: number) => number): Zones {
    const known = this.#zones.get(key);
    if (known) return known;
    const zones = new Zones(this.room, value);
    this.#zones.set(key, zones);
    return zones;
  }

  /** Keeps sets and zones true to what was put down. */
  #follow(tickets: readonly number[]): void {
    for (const { bits, test } of this.#sets.values()) for (const ticket of tickets) bits.set(ticket, test(ticket));
    this.#common.clear();
    this.#answers = new Map();
    for (const zones of this.#zones.values()) for (const ticket of tickets) zones.raise(ticket);
  }

  #grow(least: number): void {
    this.room = Math.ceil(least * 1.1) + 1_000;
    for (const column of this.#all) column.grow(this.room);
    this.#sets.clear();
    this.#zones.clear();
    this.#common.clear();
    this.#passing.clear();
  }
}

export const counted = (bits: Bits): Common => ({ bits, count: bits.count(), found: new Map() });

/** Keeps what was asked last longest, and `most` in all. */
function keep<T>(kept: Map<string, T>, key: string, value: T, most: number): void {
  kept.delete(key);
  kept.set(key, value);
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break;
    kept.delete(oldest);
  }
}
