import type { Registry } from "../fields/registry.ts";
import { checkCondition, isStorable, type Problem, tooDeep, tooManyTerms } from "./check.ts";
import { type Condition, LIMITS, simplify } from "./condition.ts";
import { readTest } from "./read-test.ts";
import { Scanner } from "./scan.ts";
import type { Written } from "./values.ts";

export type Parsed = { ok: true; condition: Condition } | { ok: false; errors: Problem[] };

const OR = /(?:or(?=[\s()]|$)|\|\|?)/iy;
const AND = /and(?=[\s()]|$)/iy;
const NOT = /(?:not(?=[\s()]|$)\s*|-(?=\S))/iy;
/** A dash between words is no negation. */
const DASH = /[-–—](?=\s|$)/y;

/** What may stand before a question and says nothing. */
const BETWEEN = /^(?:\s+|and(?=[\s()])|[-–—](?=\s))+/i;

/** Where a row of questions ends. */
const END = /\)|or(?=[\s()]|$)|\|\|?/iy;

/** Thrown where the text cannot be read any further. */
class Unreadable extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/**
 * Reads the text of a condition: `status:waiting,reopened site:"Ленина 5" created>-7d -service:лифт (a or b) кран`.
 * Questions and words side by side must all hold; `or`, parentheses, `-` or `not` do what they say. The answer is in
 * its simplest form; names stay names (`namesIn`, `resolveNames`). Fields that the registry hides are unknown.
 * All errors that can be told apart are told at once, each with its place.
 */
export function parseCondition(text: string, registry: Registry): Parsed {
  if (text.length > LIMITS.characters) {
    const params = { max: LIMITS.characters };
    return {
      ok: false,
      errors: [{ code: "too-long", mend: `Shorten it to ${params.max} characters.`, params, at: params.max }],
    };
  }
  const reader = new Reader(text, registry);
  try {
    const condition = reader.whole();
    if (reader.errors.length > 0) return { ok: false, errors: reader.errors };
    const simple = simplify(condition, registry);
    // Parentheses and lists can stand for more groups and questions than they show.
    const problems = checkCondition(simple, registry);
    return problems.length > 0 ? { ok: false, errors: problems } : { ok: true, condition: simple };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, errors: [...reader.errors, error.problem] };
    throw error;
  }
}

/**
 * The text taken apart where its questions and words stand side by side, whether their fields are known or not. Where
 * `or` stands at the top it is one part; nothing when its marks do not fit together.
 */
export function partsOfText(text: string, registry: Registry): string[] | undefined {
  if (text.length > LIMITS.characters) return undefined;
  try {
    return new Reader(text, registry).parts();
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

class Reader {
  readonly errors: Problem[] = [];
  private readonly scan: Scanner;
  private readonly registry: Registry;
  private terms = 0;

  constructor(text: string, registry: Registry) {
    this.scan = new Scanner(text);
    this.registry = registry;
  }

  whole(): Condition {
    const condition = this.alternatives(0);
    if (this.scan.more()) throw this.unexpected();
    return condition;
  }

  parts(): string[] {
    const { text } = this.scan;
    const ends: number[] = [0];
    const all = this.together(0, (end) => ends.push(end));
    if (this.scan.more()) {
      new Reader(text, this.registry).whole();
      return [text.trim()];
    }
    return all.map((_, at) =>
      text
        .slice(ends[at], ends[at + 1])
        .replace(BETWEEN, "")
        .trim(),
    );
  }

  /** `a b or c d`: `or` binds weaker than standing side by side. Nothing at all is the condition that always holds. */
  private alternatives(depth: number): Condition {
    const sides = [this.together(depth)];
    while (this.scan.take(OR)) {
      sides.push(this.together(depth));
      if (sides.some((side) => side.length === 0)) throw this.unexpected();
    }
    return { any: sides.map((all) => ({ all })) };
  }

  private together(depth: number, onRead?: (end: number) => void): Condition[] {
    const all: Condition[] = [];
    while (this.scan.more() && !this.scan.sees(END)) {
      if (this.scan.take(AND) || this.scan.take(DASH)) continue;
      all.push(this.one(depth));
      onRead?.(this.scan.at);
    }
    return all;
  }

  private one(depth: number): Condition {
    const start = this.scan.at;
    const deeper = () => {
      if (depth >= LIMITS.depth) throw new Unreadable({ ...tooDeep(), at: start });
      return depth + 1;
    };
    if (this.scan.take(NOT)) return { not: this.one(deeper()) };
    if (this.scan.take(/\(/y)) {
      const inner = this.alternatives(deeper());
      if (this.scan.take(/\)/y)) return inner;
      throw new Unreadable({ code: "unclosed", mend: "Close the group with )", params: { mark: ")" }, at: start });
    }
    this.terms++;
    if (this.terms > LIMITS.terms) throw new Unreadable({ ...tooManyTerms(), at: start });
    return this.question() ?? this.freeWord();
  }

  private question(): Condition | undefined {
    const at = this.scan.at;
    const asked = this.scan.nameAndSign();
    if (!asked) return undefined;
    const values: Written[] = [];
    do {
      const value = this.written(this.scan.value());
      if (!value) break;
      values.push(value);
    } while (this.scan.take(/,\s*/y));
    const read = readTest(asked.name, asked.sign, values, this.registry);
    if ("condition" in read) return read.condition;
    this.errors.push({ ...read.problem, at });
    return { all: [] };
  }

  private freeWord(): Condition {
    const at = this.scan.at;
    const written = this.written(this.scan.word());
    if (!written) throw this.unexpected();
    if (written.word === "") this.errors.push({ code: "value-missing", mend: "Give a word to look for.", at });
    if (!isStorable(written.word)) {
      this.errors.push({ code: "bad-character", mend: "Take the unreadable characters out.", at });
    }
    return { text: written.word };
  }

  private written(read: Written | Problem | undefined): Written | undefined {
    if (read && "code" in read) throw new Unreadable(read);
    return read;
  }

  private unexpected(): Unreadable {
    const sign = this.scan.text.charAt(this.scan.at) || "end";
    const mend = "Write a condition here, or put the words in quotes.";
    return new Unreadable({ code: "unexpected", mend, params: { sign }, at: this.scan.at });
  }
}
