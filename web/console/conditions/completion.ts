import { defaultOp, isOrdered, opsOf, SIGNS } from "../../../core/condition/operators.ts";
import { plain } from "../../../core/condition/values.ts";
import { type FieldDef, familyOf } from "../../../core/fields/field.ts";
import type { Registry } from "../../../core/fields/registry.ts";

/**
 * What stands at the caret: a field's name that is being written, or a value of a field behind its sign. `from` and `to`
 * are the places of the text that a suggestion takes, `typed` is what is there already.
 */
export type Spot =
  | { kind: "field"; from: number; to: number; typed: string; field: FieldDef | undefined }
  | { kind: "value"; from: number; to: number; typed: string; field: FieldDef };

const ASKED = /^(?<name>\p{L}[\p{L}\p{M}\p{N}_.]*)\s*(?<sign>:?(?:>=|<=|>|<)|!=|\^=|=|~|:)(?<rest>.*)$/su;
const OPENING: Readonly<Record<string, string>> = { '"': '"', "«": "»", "“": "”", "„": "“" };

/** What is being written at the caret; `undefined` where nothing can be suggested. */
export function spotAt(text: string, caret: number, registry: Registry): Spot | undefined {
  const { start, end } = tokenAt(text, caret);
  const before = text.slice(start, caret).replace(/^-/, "");
  const at = caret - before.length;
  const asked = ASKED.exec(before)?.groups;
  if (asked) {
    const field = registry.find(asked.name ?? "");
    if (!field) return undefined;
    const from = caret - lastValue(asked.rest ?? "", field).length;
    return { kind: "value", from, to: valueEnd(text, caret, end), typed: bare(text.slice(from, caret)), field };
  }
  if (!/^[\p{L}\p{M}\p{N}_.]*$/u.test(before)) return undefined;
  const to = at + (/^[\p{L}\p{M}\p{N}_.]*/u.exec(text.slice(at, end))?.[0].length ?? 0);
  // In the middle of a word everything after the caret is left alone.
  if (to > caret) return undefined;
  return { kind: "field", from: at, to: caret, typed: before, field: registry.find(before) };
}

/** The piece of text without spaces and parentheses around the caret; what is quoted belongs to it. */
function tokenAt(text: string, caret: number): { start: number; end: number } {
  let start = 0;
  let i = 0;
  for (; i < text.length; i++) {
    const char = text.charAt(i);
    if (/[\s()]/.test(char)) {
      if (i >= caret) return { start, end: i };
      start = i + 1;
      continue;
    }
    const closing = OPENING[char];
    if (closing !== undefined) i = closingAt(text, i + 1, closing);
  }
  return { start: Math.min(start, caret), end: text.length };
}

/** Where the quotation that begins before `from` ends; without an end it goes on to the end of the text. */
function closingAt(text: string, from: number, closing: string): number {
  for (let i = from; i < text.length; i++) {
    if (text.charAt(i) === "\\") i++;
    else if (text.charAt(i) === closing) return i;
  }
  return text.length;
}

/** Of `a,"b c",d` the last one; of a range the end that is being written. */
function lastValue(rest: string, field: FieldDef): string {
  let last = 0;
  for (let i = 0; i < rest.length; i++) {
    const char = rest.charAt(i);
    const closing = OPENING[char];
    if (closing !== undefined) i = closingAt(rest, i + 1, closing);
    else if (char === ",") last = i + 1;
    else if (isOrdered(field) && rest.startsWith("..", i)) last = i + 2;
  }
  return rest.slice(last).trimStart();
}

/** A quotation that is being changed is taken whole. */
function valueEnd(text: string, caret: number, end: number): number {
  const rest = /^[^\s,()]*/.exec(text.slice(caret, end))?.[0].length ?? 0;
  return caret + rest;
}

const bare = (typed: string): string => typed.replace(/^["«“„]/u, "").replace(/\\(.)/g, "$1");

/** One thing that can be written: what it is called, what is put into the text, what else is told about it. */
export type Suggestion = { key: string; name: string; detail: string; insert: string; id?: string };

const fold = (text: string): string => text.toLowerCase().replaceAll("ё", "е");

/** How well a name fits what is typed: at its beginning, at the beginning of a word, anywhere; `undefined` not at all. */
export function closeness(typed: string, names: readonly string[]): number | undefined {
  const sought = fold(typed);
  const best = names.map(fold).flatMap((name) => {
    if (name.startsWith(sought)) return [0];
    if (name.split(/[\s_.-]/u).some((word) => word.startsWith(sought))) return [1];
    return name.includes(sought) ? [2] : [];
  });
  return best.length === 0 ? undefined : Math.min(...best);
}

/** Fields whose name, key or other word fits, best first. */
export function suggestFields(typed: string, registry: Registry, labelOf: (field: FieldDef) => string): Suggestion[] {
  const found = registry.fields.flatMap((field) => {
    if (!field.filterable) return [];
    const name = labelOf(field);
    const how = closeness(typed, [name, field.key.replace(/^custom\./, ""), field.key, ...(field.aliases ?? [])]);
    return how === undefined
      ? []
      : [{ how, one: { key: field.key, name, detail: field.key, insert: `${field.key}:` } }];
  });
  return found.sort((a, b) => a.how - b.how).map(({ one }) => one);
}

/** The signs that can follow the field, each with what it asks. */
export function suggestSigns(field: FieldDef, sayOf: (op: keyof typeof SIGNS | "under") => string): Suggestion[] {
  const usual = defaultOp(field);
  const signs = Object.entries(SIGNS).flatMap(([op, sign]) => {
    const known = opsOf(field).find((one) => one === op);
    return known && known !== usual && isSigned(known) ? [{ sign, say: sayOf(known) }] : [];
  });
  return [{ sign: ":", say: sayOf(usual) }, ...signs].map(({ sign, say }) => ({
    key: `sign ${sign}`,
    name: `${field.key}${sign}`,
    detail: say,
    insert: `${field.key}${sign}`,
  }));
}

const isSigned = (op: string): op is keyof typeof SIGNS => Object.hasOwn(SIGNS, op);

/** Words that stand for a value, with what they mean; `say` gives the name of each. */
export function suggestWords(field: FieldDef, typed: string, say: (word: string) => string): Suggestion[] {
  const family = familyOf(field);
  const words: string[] = [];
  if (family === "yesno") words.push("yes", "no");
  if (family === "day" || family === "moment") {
    words.push("today", "yesterday", "tomorrow", "-7d", "-30d", "2h");
    if (family === "moment") words.push("now");
  }
  if (["person", "people", "contact"].includes(field.type)) words.push("me");
  if (!field.required) words.push("none", "any");
  return words.flatMap((word) => {
    const name = say(word);
    return closeness(typed, [word, name]) === undefined
      ? []
      : [{ key: `word ${word}`, name, detail: word, insert: word }];
  });
}

/** Values that the field lists, and things that were found by name: written so that they are read back as they are. */
export function suggestNamed(
  found: readonly { id?: string; key?: string; name: string; detail?: string }[],
): Suggestion[] {
  return found.map(({ id, key, name, detail = "" }) => ({
    key: id ?? key ?? name,
    name,
    detail,
    insert: plain(key ?? name),
    ...(id === undefined ? {} : { id }),
  }));
}

/** The text with the suggestion in its place, and where the caret stands then. */
export function accepted(text: string, spot: Spot, { insert }: Suggestion): { text: string; caret: number } {
  const after = text.slice(spot.to);
  const put = spot.from + insert.length;
  if (spot.kind === "field") return { text: text.slice(0, spot.from) + insert + after, caret: put };
  // A value is done: the next question begins behind a space, unless the group ends or the list goes on.
  const gap = /^[\s),]/.test(after) ? "" : " ";
  return { text: text.slice(0, spot.from) + insert + gap + after, caret: put + (/^[),]/.test(after) ? 0 : 1) };
}

/**
 * What is offered in a box that is for plain words too: fields from the second letter of a word on, values behind a
 * field. `first` is what Enter takes by itself: the value that fits best, as long as none is written out; else -1.
 */
export function offered(
  spot: Spot | undefined,
  found: readonly Suggestion[],
): { found: readonly Suggestion[]; first: number } {
  if (!spot) return { found: [], first: -1 };
  if (spot.kind === "field") return { found: spot.typed.length < 2 ? [] : found.slice(0, MOST_FIELDS), first: -1 };
  const isWritten = found.some(({ name, insert }) => [name, insert, bare(insert)].some((one) => same(one, spot.typed)));
  const fits = ({ name, insert }: Suggestion) => closeness(spot.typed, [name, bare(insert)]) !== undefined;
  // While the answer to the last letters is on its way, what is found may fit the letters before.
  return { found, first: spot.typed === "" || isWritten ? -1 : found.findIndex(fits) };
}
const MOST_FIELDS = 8;
const same = (one: string, other: string): boolean => fold(one) === fold(other);
