import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { QUOTE_FIXTURES } from "./cut-quote.fixtures.ts";
import { cutQuote } from "./cut-quote.ts";
import { isSeparator, separatorLine } from "./separator.ts";

describe("cutQuote", () => {
  for (const { name, letter, text, cut, signature } of QUOTE_FIXTURES) {
    it(name, () => {
      const result = cutQuote(letter);
      assert.equal(result.text, text);
      if (cut === null) assert.equal(result.cut, null);
      else assert.ok(result.cut?.includes(cut), `cut: ${result.cut}`);
      assert.equal(result.signature, signature);
    });
    it(`${name}, with the newlines of Windows`, () => {
      assert.equal(cutQuote(letter.replace(/\n/g, "\r\n")).text, text);
    });
  }

  it("cuts at our separator in any language and however it is quoted", () => {
    for (const words of ["Write above this line", "Tulis di atas baris ini", "بالای این خط بنویسید"]) {
      for (const prefix of ["", "> ", ">> ", "  > > ", "\u200F"]) {
        const letter = `New words\n\n${prefix}${separatorLine(words)}\n${prefix}old words`;
        assert.equal(cutQuote(letter).text, "New words", prefix + words);
      }
    }
    assert.equal(isSeparator("-=-=-=-=-=-"), false);
  });

  it("leaves a letter that passes another on whole", () => {
    const letter =
      "Займитесь.\n\n-------- Пересылаемое сообщение --------\nОт: a@b.ru\nДата: 20.11.2026\nКому: c@d.ru\n\nТечёт.";
    assert.deepEqual(cutQuote(letter, null, { forwarded: true }), { text: letter, cut: null, signature: null });
  });

  it("uses the quotation of the HTML when the text does not mark it", () => {
    const text = "Спасибо, жду.\nДо встречи.\nУК пишет вам\nМастер будет завтра.";
    const html =
      "<div>Спасибо, жду.</div><div>До встречи.</div><blockquote>УК пишет вам<br>Мастер будет завтра.</blockquote>";
    assert.deepEqual(cutQuote(text, html), {
      text: "Спасибо, жду.\nДо встречи.",
      cut: "УК пишет вам\nМастер будет завтра.",
      signature: null,
    });
    assert.equal(cutQuote(text).text, text);
    assert.equal(cutQuote(text, "<p>Other words</p><blockquote>x</blockquote>").text, text);
  });

  it("loses no word and leaves something, whatever comes", () => {
    const line = fc.constantFrom(
      ...["", "words", "> quoted", ">", "-- ", "С уважением, Анна", "On 20 Nov 2026, at 10:05, A <a@b.ru> wrote:"],
      ...["От: A <a@b.ru>", "Отправлено: 20.11.2026", "Тема: x", separatorLine("Write above"), "> -=- Write above -=-"],
    );
    const words = (text: string | null) => (text ?? "").split(/\s+/).filter((word) => word !== "");
    fc.assert(
      fc.property(fc.array(line, { maxLength: 14 }), (lines) => {
        const letter = lines.join("\n");
        const { text, cut, signature } = cutQuote(letter);
        if (letter.trim() !== "") assert.notEqual(text, "");
        const kept = [...words(text), ...words(cut), ...words(signature)].sort();
        assert.deepEqual(kept, words(letter).sort());
      }),
      { numRuns: 500 },
    );
  });

  it("takes texts made to keep patterns busy", () => {
    for (const piece of [
      "\n",
      " ",
      "> ",
      "On ",
      "On a b\n",
      "From: ",
      "-",
      "Dnia ",
      "\t\n",
      "20.11.2026 10:05 a@b.ru ",
      "a@",
      "С уважением, ",
    ]) {
      cutQuote(piece.repeat(200_000 / piece.length));
      cutQuote(`${piece.repeat(120 / piece.length)}:\n`.repeat(80));
    }
  });
});
