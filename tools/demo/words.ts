import type { Random } from "./random.ts";

/** What a text is said with. */
export type Speech = {
  random: Random;
  /** The speaker is a woman. */
  feminine: boolean;
  /** What stands for `[name]`. */
  names: Readonly<Record<string, string>>;
  /** Which variant was taken of those with a figure; kept here, so that other texts of the story take the same. */
  taken?: Map<string, number>;
};

/**
 * Says a text with variants: `{а|б}` is one of them (they may stand in each other and be empty), of `{1:а|б}` and
 * `{1:в|г}` the same one throughout a story; `сделал</а>` is by the speaker's sex, `[этаж]` is a name. Sentences begin with capitals. Throws for a name that is not given.
 */
export function speak(template: string, speech: Speech): string {
  const chosen = choose(template, speech)
    .replace(/<([^/<>]*)\/([^/<>]*)>/g, (_, he: string, she: string) => (speech.feminine ? she : he))
    .replace(/\[([^\]]+)\]/g, (_, name: string) => {
      const value = speech.names[name];
      if (value === undefined) throw new Error(`No word is given for [${name}] in: ${template}`);
      return value;
    });
  return capitals(
    chosen
      .replace(/ {2,}/g, " ")
      .replace(/ +([.,!?;:…])/g, "$1")
      .trim(),
  );
}

/** The innermost braces first, until none is left. */
function choose(template: string, { random, taken = new Map() }: Speech): string {
  let text = template;
  for (let inner = /\{([^{}]*)\}/.exec(text); inner; inner = /\{([^{}]*)\}/.exec(text)) {
    const [, figure, list = ""] = /^(?:(\d):)?(.*)$/s.exec(inner[1] ?? "") ?? [];
    const variants = list.split("|");
    const index = (figure && taken.get(figure)) ?? random.int(0, variants.length - 1);
    if (figure) taken.set(figure, Number(index));
    const variant = variants[Number(index) % variants.length] ?? "";
    text = text.slice(0, inner.index) + variant + text.slice(inner.index + inner[0].length);
  }
  return text;
}

/** After a short word with a full stop (`кв. 5`, `ул. Мира`) no sentence begins. */
function capitals(text: string): string {
  return text
    .replace(/^(["«(]?)(\p{Ll})/u, (_, quote: string, letter: string) => quote + letter.toUpperCase())
    .replace(/([.!?…]+\s+)(\p{Ll})/gu, (all, stop: string, letter: string, at: number, whole: string) =>
      ENDS.test(whole.slice(Math.max(0, at - 4), at)) ? stop + letter.toUpperCase() : all,
    );
}

/** Before the full stop of a sentence stands more than a short word. */
const ENDS = /(\p{L}{4}|[\d)»"])$/u;
