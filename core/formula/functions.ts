import { minorDigits } from "../fields/minor-units.ts";
import type { Kind, Typed, Value } from "./kinds.ts";
import { addDays } from "./operations.ts";

/** One argument as it was compiled: its type, and how it is counted, later. */
export type Argument = { type: Typed; value: () => Value };

/** A function of formulas: how many arguments, of which kinds, what it gives, and how. */
export type FormulaFunction = {
  /** Fewest and most arguments. */
  count: readonly [least: number, most: number];
  /** The type of the answer; undefined when the arguments do not fit together. */
  gives: (types: readonly Typed[]) => Typed | undefined;
  run: (values: readonly (() => Value)[], zone: string, types: readonly Typed[]) => Value;
  /** Kinds as people read them, for the sentence that says how to mend: `if(yes or no, a, b)`. */
  example: string;
};

const only =
  (given: Kind | undefined, ...kinds: Kind[]) =>
  (types: readonly Typed[]): Typed | undefined => {
    if (!types.every(({ kind }, index) => kind === (kinds[index] ?? kinds.at(-1)))) return undefined;
    return given === undefined ? types[0] : { kind: given };
  };

/** Values that may stand for each other: of one kind, and of one currency or list. */
function alike(types: readonly Typed[]): Typed | undefined {
  const [first] = types;
  const isAlike = types.every(
    ({ kind, currency, field }) =>
      kind === first?.kind && currency === first.currency && field?.key === first.field?.key,
  );
  return isAlike ? first : undefined;
}

const measured = (types: readonly Typed[]): Typed | undefined =>
  types.every(({ kind }) => ["number", "duration", "money", "date", "moment"].includes(kind))
    ? alike(types)
    : undefined;

const numbers = (values: readonly (() => Value)[], count: (...given: number[]) => number): Value => {
  const given = values.map((value) => value());
  const known = given.filter((value) => typeof value === "number");
  return known.length < given.length ? null : count(...known);
};

/** The least or the greatest of those that are there. */
const extreme =
  (sign: 1 | -1) =>
  (values: readonly (() => Value)[]): Value =>
    values
      .map((value) => value())
      .reduce<Value>((best, one) => {
        if (one === null || typeof one === "object" || typeof one === "boolean") return best;
        if (best === null || typeof best === "object" || typeof best === "boolean") return one;
        const isBefore = one < best;
        return isBefore === (sign === 1) && one !== best ? one : best;
      }, null);

const power = (places: number) => 10 ** Math.max(0, Math.min(10, Math.trunc(places)));
/** Halves go away from zero, as people round; `1.005` is written in full before it is looked at. */
function round(value: number, places = 0): number {
  const scale = power(places);
  const shifted = Number((Math.abs(value) * scale).toPrecision(15));
  return (Math.sign(value) * Math.round(shifted)) / scale + 0;
}

function partOfDay(part: "year" | "month" | "day" | "weekday"): FormulaFunction {
  return {
    count: [1, 1],
    gives: ([type]) => (type?.kind === "date" || type?.kind === "moment" ? { kind: "number" } : undefined),
    run: ([value], zone) => {
      const day = dayOf(value?.() ?? null, zone);
      if (day === null) return null;
      const date = Temporal.PlainDate.from(day);
      return part === "weekday" ? date.dayOfWeek : date[part];
    },
    example: `${part}(created)`,
  };
}

function dayOf(value: Value, zone: string): string | null {
  if (typeof value === "string") return value;
  if (typeof value !== "number") return null;
  return Temporal.Instant.fromEpochMilliseconds(value).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** How long something took, in another unit. */
const spanIn = (name: string, seconds: number): FormulaFunction => ({
  count: [1, 1],
  gives: only("number", "duration"),
  run: (values) => numbers(values, (span) => span / seconds),
  example: `${name}(closedAt - created)`,
});

const text = (value: (() => Value) | undefined): string | null => {
  const given = value?.() ?? null;
  return typeof given === "string" ? given : null;
};
const changed = (name: string, change: (word: string) => string): FormulaFunction => ({
  count: [1, 1],
  gives: only("text", "text"),
  run: ([value]) => {
    const word = text(value);
    return word === null ? null : change(word);
  },
  example: `${name}(subject)`,
});

const FUNCTIONS: Readonly<Record<string, FormulaFunction>> = {
  if: {
    count: [2, 3],
    gives: ([asked, ...answers]) => (asked?.kind === "yesno" ? alike(answers) : undefined),
    run: ([asked, yes, no]) => (asked?.() === true ? yes?.() : no?.()) ?? null,
    example: 'if(priority = "high", 2, 1)',
  },
  coalesce: {
    count: [2, 10],
    gives: alike,
    run: (values) => {
      for (const value of values) {
        const given = value();
        if (given !== null) return given;
      }
      return null;
    },
    example: "coalesce([A], 0)",
  },
  empty: {
    count: [1, 1],
    gives: () => ({ kind: "yesno" }),
    run: ([value]) => {
      const given = value?.() ?? null;
      return given === null || given === "" || (Array.isArray(given) && given.length === 0);
    },
    example: "empty([A])",
  },
  min: { count: [2, 20], gives: measured, run: extreme(1), example: "min([A], [B])" },
  max: { count: [2, 20], gives: measured, run: extreme(-1), example: "max([A], [B])" },
  round: {
    count: [1, 2],
    gives: only("number", "number"),
    run: (values) => numbers(values, round),
    example: "round([A] / 3, 2)",
  },
  floor: {
    count: [1, 1],
    gives: only("number", "number"),
    run: (values) => numbers(values, Math.floor),
    example: "floor([A])",
  },
  ceil: {
    count: [1, 1],
    gives: only("number", "number"),
    run: (values) => numbers(values, (value) => Math.ceil(value) + 0),
    example: "ceil([A])",
  },
  abs: {
    count: [1, 1],
    gives: ([type]) =>
      type?.kind === "number" || type?.kind === "duration" || type?.kind === "money" ? type : undefined,
    run: (values) => numbers(values, Math.abs),
    example: "abs([A])",
  },
  amount: {
    count: [1, 1],
    gives: only("number", "money"),
    run: (values, _, types) => numbers(values, (minor) => minor / 10 ** minorDigits(types[0]?.currency ?? "")),
    example: "amount([A])",
  },
  length: {
    count: [1, 1],
    gives: only("number", "text"),
    run: ([value]) => {
      const word = text(value);
      return word === null ? 0 : [...word].length;
    },
    example: "length(subject)",
  },
  upper: changed("upper", (word) => word.toUpperCase()),
  lower: changed("lower", (word) => word.toLowerCase()),
  contains: {
    count: [2, 2],
    gives: ([of, part]) =>
      part?.kind === "text" && of?.kind === "text"
        ? { kind: "yesno" }
        : of?.kind === "options" && part?.kind === "option"
          ? { kind: "yesno" }
          : undefined,
    run: ([of, part]) => {
      const [held, sought] = [of?.() ?? null, part?.() ?? null];
      if (typeof sought !== "string") return false;
      if (Array.isArray(held)) return held.includes(sought);
      return typeof held === "string" && held.toLowerCase().includes(sought.toLowerCase());
    },
    example: 'contains(subject, "лифт")',
  },
  date: {
    count: [1, 3],
    gives: (types) => {
      if (types.length === 1) return types[0]?.kind === "moment" ? { kind: "date" } : undefined;
      return types.length === 3 && types.every(({ kind }) => kind === "number") ? { kind: "date" } : undefined;
    },
    run: (values, zone) => {
      if (values.length === 1) return dayOf(values[0]?.() ?? null, zone);
      const [year, month, day] = values.map((value) => value());
      if (typeof year !== "number" || typeof month !== "number" || typeof day !== "number") return null;
      if (year < 1000 || year > 2999 || month < 1 || month > 12 || ![year, month, day].every(Number.isInteger))
        return null;
      const first = `${year}-${String(month).padStart(2, "0")}-01`;
      return addDays(first, day - 1);
    },
    example: "date(created)",
  },
  year: partOfDay("year"),
  month: partOfDay("month"),
  day: partOfDay("day"),
  weekday: partOfDay("weekday"),
  days: spanIn("days", 86_400),
  hours: spanIn("hours", 3600),
  minutes: spanIn("minutes", 60),
};

/** Names in Russian; the rest of the world writes them in English. */
const ALIASES: Readonly<Record<string, string>> = {
  если: "if",
  первое: "coalesce",
  пусто: "empty",
  мин: "min",
  макс: "max",
  округлить: "round",
  модуль: "abs",
  сумма: "amount",
  длина: "length",
  содержит: "contains",
  дата: "date",
  год: "year",
  месяц: "month",
  день: "day",
  деньнедели: "weekday",
  дней: "days",
  часов: "hours",
  минут: "minutes",
};

export const FUNCTION_NAMES: readonly string[] = Object.keys(FUNCTIONS);

/** The function with this name, in whatever letters it is written. */
export function functionOf(name: string): FormulaFunction | undefined {
  const word = name.toLowerCase();
  const known = ALIASES[word] ?? word;
  return Object.hasOwn(FUNCTIONS, known) ? FUNCTIONS[known] : undefined;
}
