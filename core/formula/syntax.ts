/** What a formula consists of. `at` and `end` are places in its text, in UTF-16 units from 0. */
export type Node = { at: number; end: number } & (
  | { kind: "number"; value: number }
  /** A span of time: `3d`, `2h`, `30m`. */
  | { kind: "duration"; seconds: number }
  | { kind: "text"; value: string }
  | { kind: "yesno"; value: boolean }
  | { kind: "field"; name: string }
  | { kind: "call"; name: string; args: readonly Node[] }
  | { kind: "unary"; op: "-" | "not"; of: Node }
  | { kind: "binary"; op: Operator; left: Node; right: Node }
);
export type Operator = "+" | "-" | "*" | "/" | "&" | "=" | "!=" | "<" | "<=" | ">" | ">=" | "and" | "or";

export type FormulaCode =
  | "formula-empty"
  | "formula-too-long"
  | "formula-too-deep"
  | "formula-unclosed"
  | "formula-unexpected"
  | "formula-unknown-field"
  | "formula-field-not-read"
  | "formula-unknown-function"
  | "formula-argument-count"
  | "formula-wrong-kind"
  | "formula-unknown-option"
  | "formula-several-currencies"
  | "formula-cycle";
/** Why a formula is not taken, what to do, and where: from `at` up to `end`. */
export type FormulaProblem = {
  code: FormulaCode;
  mend: string;
  at: number;
  end: number;
  params?: Record<string, string | number>;
};

/** What a formula may measure at most. */
export const FORMULA_LIMITS = { characters: 2_000, nodes: 300, depth: 40 } as const;

/** Words of the language in other languages; labels of fields stand in brackets and never meet them. */
const WORDS: Readonly<Record<string, string>> = {
  и: "and",
  или: "or",
  не: "not",
  да: "yes",
  нет: "no",
  true: "yes",
  false: "no",
};
const SECONDS: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400, w: 604_800 };

/** How tightly each operator binds. */
const BINDING: Record<Operator, number> = {
  or: 1,
  and: 2,
  "=": 4,
  "!=": 4,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  "&": 5,
  "+": 6,
  "-": 6,
  "*": 7,
  "/": 7,
};
const NOT = 3;
const MINUS = 8;

type Token = { at: number; end: number; kind: "number" | "span" | "text" | "label" | "word" | "sign"; text: string };

const TOKEN =
  /\s*(?:(?<number>\d+(?:\.\d+)?)(?<unit>[mhdw](?![\p{L}\p{N}_]))?|"(?<text>(?:[^"\\]|\\.)*)"|\[(?<label>[^\][]+)\]|(?<word>[\p{L}_][\p{L}\p{M}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{M}\p{N}_]*)*)|(?<sign><=|>=|!=|<>|[-+*/&=<>(),;]))/uy;

class Stop extends Error {
  readonly problem: FormulaProblem;
  constructor(problem: FormulaProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** Reads the text of a formula, or says the first thing that is wrong with it. */
export function parseFormula(text: string): { ok: true; node: Node } | { ok: false; problem: FormulaProblem } {
  const whole = { at: 0, end: text.length };
  if (text.length > FORMULA_LIMITS.characters) {
    const mend = `Shorten it to ${FORMULA_LIMITS.characters} characters.`;
    return {
      ok: false,
      problem: { code: "formula-too-long", mend, ...whole, params: { max: FORMULA_LIMITS.characters } },
    };
  }
  if (text.trim() === "") {
    return { ok: false, problem: { code: "formula-empty", mend: "Write what is to be counted.", ...whole } };
  }
  try {
    return { ok: true, node: new Reader(tokensOf(text), text.length).whole() };
  } catch (error) {
    if (error instanceof Stop) return { ok: false, problem: error.problem };
    throw error;
  }
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const length = text.trimEnd().length;
  for (let at = 0; at < length; ) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    const start = at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
    if (!match) throw new Stop(strangeAt(text, start));
    at += match[0].length;
    tokens.push({ at: start, end: at, ...readToken(match.groups ?? {}) });
  }
  return tokens;
}

function strangeAt(text: string, at: number): FormulaProblem {
  const mark = text.charAt(at);
  const end = at + 1;
  if (mark === '"' || mark === "[") {
    const closing = mark === "[" ? "]" : mark;
    return { code: "formula-unclosed", mend: `Close it with ${closing}`, at, end, params: { mark: closing } };
  }
  return unexpected({ at, end, text: mark });
}

const unexpected = ({ at, end, text }: Pick<Token, "at" | "end" | "text">): FormulaProblem => ({
  code: "formula-unexpected",
  mend: `Take "${text}" out, or write what belongs before it.`,
  at,
  end,
  params: { text },
});

function readToken(groups: Record<string, string | undefined>): Pick<Token, "kind" | "text"> {
  const { number, unit, text, label, word, sign } = groups;
  if (number !== undefined) return unit ? { kind: "span", text: number + unit } : { kind: "number", text: number };
  if (text !== undefined) return { kind: "text", text: text.replace(/\\(.)/gs, "$1") };
  if (label !== undefined) return { kind: "label", text: label.trim() };
  if (word !== undefined) return { kind: "word", text: word };
  return { kind: "sign", text: sign === "<>" ? "!=" : (sign ?? "") };
}

/** Reads by how tightly operators bind. */
class Reader {
  readonly #tokens: readonly Token[];
  readonly #length: number;
  #next = 0;
  #nodes = 0;

  constructor(tokens: readonly Token[], length: number) {
    this.#tokens = tokens;
    this.#length = length;
  }

  whole(): Node {
    const node = this.#expression(0, 0);
    const rest = this.#tokens[this.#next];
    if (rest) throw new Stop(unexpected(rest));
    return node;
  }

  #expression(tightness: number, depth: number): Node {
    if (depth > FORMULA_LIMITS.depth || ++this.#nodes > FORMULA_LIMITS.nodes) {
      const mend = "Split it into several fields.";
      throw new Stop({ code: "formula-too-deep", mend, at: 0, end: this.#length });
    }
    let left = this.#operand(depth);
    for (;;) {
      const op = operatorOf(this.#tokens[this.#next]);
      if (!op || BINDING[op] <= tightness) return left;
      this.#next += 1;
      const right = this.#expression(BINDING[op], depth + 1);
      left = { kind: "binary", op, left, right, at: left.at, end: right.end };
    }
  }

  #operand(depth: number): Node {
    const token = this.#tokens[this.#next];
    if (!token) {
      const mend = "Write what comes next.";
      const at = this.#length;
      throw new Stop({ code: "formula-unexpected", mend, at, end: at, params: { text: "" } });
    }
    this.#next += 1;
    const { at, end, text } = token;
    switch (token.kind) {
      case "number":
        return { kind: "number", value: Number(text), at, end };
      case "span":
        return { kind: "duration", seconds: Number(text.slice(0, -1)) * (SECONDS[text.slice(-1)] ?? 0), at, end };
      case "text":
        return { kind: "text", value: text, at, end };
      case "label":
        return { kind: "field", name: text, at, end };
      case "word":
        return this.#word(token, depth);
      case "sign":
        return this.#sign(token, depth);
    }
  }

  #word({ at, end, text }: Token, depth: number): Node {
    const word = WORDS[text.toLowerCase()] ?? text.toLowerCase();
    if (word === "yes" || word === "no") return { kind: "yesno", value: word === "yes", at, end };
    if (word === "not") {
      const of = this.#expression(NOT, depth + 1);
      return { kind: "unary", op: "not", of, at, end: of.end };
    }
    if (this.#tokens[this.#next]?.text !== "(" || this.#tokens[this.#next]?.kind !== "sign") {
      return { kind: "field", name: text, at, end };
    }
    this.#next += 1;
    const args: Node[] = [];
    while (!this.#took(")")) {
      if (args.length > 0 && !this.#took(",") && !this.#took(";")) throw new Stop(this.#missing(")", at));
      args.push(this.#expression(0, depth + 1));
    }
    return { kind: "call", name: text, args, at, end: this.#tokens[this.#next - 1]?.end ?? end };
  }

  #sign(token: Token, depth: number): Node {
    const { at, text } = token;
    if (text === "(") {
      const inner = this.#expression(0, depth + 1);
      if (!this.#took(")")) throw new Stop(this.#missing(")", at));
      return { ...inner, at, end: this.#tokens[this.#next - 1]?.end ?? inner.end };
    }
    if (text !== "-") throw new Stop(unexpected(token));
    const of = this.#expression(MINUS, depth + 1);
    return { kind: "unary", op: "-", of, at, end: of.end };
  }

  #took(sign: string): boolean {
    const token = this.#tokens[this.#next];
    if (token?.kind !== "sign" || token.text !== sign) return false;
    this.#next += 1;
    return true;
  }

  #missing(mark: string, opened: number): FormulaProblem {
    const found = this.#tokens[this.#next];
    if (found) return unexpected(found);
    const params = { mark };
    return { code: "formula-unclosed", mend: `Close it with ${mark}`, at: opened, end: this.#length, params };
  }
}

function operatorOf(token: Token | undefined): Operator | undefined {
  if (token?.kind === "word") {
    const word = WORDS[token.text.toLowerCase()] ?? token.text.toLowerCase();
    return word === "and" || word === "or" ? word : undefined;
  }
  if (token?.kind !== "sign") return undefined;
  const { text } = token;
  return isOperator(text) ? text : undefined;
}

const isOperator = (text: string): text is Operator => Object.hasOwn(BINDING, text);

/** The texts in quotes that stand in a formula. */
export function textsIn(text: string): string[] {
  const parsed = parseFormula(text);
  return parsed.ok ? textsOf(parsed.node) : [];
}

function textsOf(node: Node): string[] {
  if (node.kind === "text") return [node.value];
  if (node.kind === "call") return node.args.flatMap(textsOf);
  if (node.kind === "unary") return textsOf(node.of);
  return node.kind === "binary" ? [...textsOf(node.left), ...textsOf(node.right)] : [];
}
