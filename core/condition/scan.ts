import type { Problem } from "./check.ts";
import { SIGNS } from "./operators.ts";
import type { Written } from "./values.ts";

export type Sign = ":" | (typeof SIGNS)[keyof typeof SIGNS];

/** The opening mark of a quotation and the one that ends it. */
const QUOTES: Readonly<Record<string, string>> = { '"': '"', "«": "»", "“": "”", "„": "“" };
const NAME = /[\p{L}][\p{L}\p{M}\p{N}_.]*/uy;
/** With `<` and `>` spaces are taken on either side, and `:` before them, as other systems write it. */
const SIGN = /(?:\s*:?(?<order>>=|<=|>|<)|(?<other>!=|\^=|=|~|:))\s*/y;
const WORD = /[^\s()"«»“”„]+/uy;
const VALUE = /[^\s(),"«»“”„]+/uy;

const isSign = (sign: string | undefined): sign is Sign =>
  sign === ":" || Object.values(SIGNS).some((one) => one === sign);

/** Reads the text of a condition piece by piece. Positions count UTF-16 units from 0. */
export class Scanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Goes over spaces; false at the end of the text. */
  more(): boolean {
    this.take(/\s*/y);
    return this.at < this.text.length;
  }

  /** The next characters as they match, taken. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text) ?? undefined;
    if (match) this.at += match[0].length;
    return match;
  }

  /** Whether the pattern matches here; nothing is taken. */
  sees(pattern: RegExp): boolean {
    const start = this.at;
    const seen = this.take(pattern) !== undefined;
    this.at = start;
    return seen;
  }

  /** Takes a field's name and the sign behind it, or nothing. */
  nameAndSign(): { name: string; sign: Sign } | undefined {
    const start = this.at;
    const name = this.take(NAME)?.[0];
    const groups = name === undefined ? undefined : this.take(SIGN)?.groups;
    const sign = groups?.order ?? groups?.other;
    if (name !== undefined && isSign(sign)) return { name, sign };
    this.at = start;
    return undefined;
  }

  /** Takes a quotation; `"` and `\` inside are written with `\` before them. */
  quotation(): Written | Problem | undefined {
    const start = this.at;
    const end = QUOTES[this.text.charAt(start)];
    if (end === undefined) return undefined;
    let word = "";
    for (let i = start + 1; i < this.text.length; i++) {
      const char = this.text.charAt(i);
      if (char === end) {
        this.at = i + 1;
        return { word, quoted: true };
      }
      if (char === "\\" && i + 1 < this.text.length) i++;
      word += this.text.charAt(i);
    }
    this.at = this.text.length;
    return { code: "unclosed", mend: `Close the quotation with ${end}`, params: { mark: end }, at: start };
  }

  /** Takes one value of a question: a quotation, or everything up to a space, comma or parenthesis. */
  value(): Written | Problem | undefined {
    return this.quotation() ?? this.bare(VALUE);
  }

  /** Takes one free word or quotation. */
  word(): Written | Problem | undefined {
    return this.quotation() ?? this.bare(WORD);
  }

  private bare(pattern: RegExp): Written | undefined {
    const word = this.take(pattern)?.[0];
    return word === undefined ? undefined : { word, quoted: false };
  }
}
