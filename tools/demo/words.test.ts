import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { randomOf } from "./random.ts";
import { type Speech, speak } from "./words.ts";

const speech = (seed = "x", more: Partial<Speech> = {}): Speech => ({
  random: randomOf(seed),
  feminine: false,
  names: {},
  ...more,
});

describe("texts with variants", () => {
  it("chooses each variant now and then, also those that stand in others", () => {
    const heard = new Set(Array.from({ length: 200 }, (_, seed) => speak("{а{б|в}|г|}", speech(`${seed}`))));
    assert.deepEqual([...heard].sort(), ["", "Аб", "Ав", "Г"]);
  });

  it("speaks as a man or a woman and puts names in", () => {
    const names = { имя: "Анна Сергеевна" };
    assert.equal(speak("[имя], сделал</а>", speech("x", { names })), "Анна Сергеевна, сделал");
    assert.equal(speak("[имя], сделал</а>", speech("x", { names, feminine: true })), "Анна Сергеевна, сделала");
    assert.equal(speak("{взял</а>}{}", speech("x", { feminine: true })), "Взяла");
    assert.throws(() => speak("[кто]", speech()), /кто/);
  });

  it("takes the same of those with one figure throughout a story", () => {
    for (let seed = 0; seed < 20; seed++) {
      const taken = new Map<string, number>();
      const said = ["{1:мыши|крысы} {2:тут|там}", "{2:здесь|далеко}: {1:мышь|крыса}"].map((text) =>
        speak(text, speech(`${seed}`, { taken })),
      );
      assert.equal(said[0]?.startsWith("Мыши"), said[1]?.endsWith("мышь"));
      assert.equal(said[0]?.endsWith("тут"), said[1]?.startsWith("Здесь"));
    }
  });

  it("begins sentences with capitals and leaves no stray spaces", () => {
    assert.equal(
      speak("добрый день! {}капает  кран , кв. 5 на ул. мира", speech()),
      "Добрый день! Капает кран, кв. 5 на ул. мира",
    );
  });

  it("says the same for the same seed", () => {
    const text = "{а|б|в|г|д|е|ж|з}{а|б|в|г|д|е|ж|з}";
    assert.equal(speak(text, speech("seed")), speak(text, speech("seed")));
  });
});
