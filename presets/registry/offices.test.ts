/** The list of offices as the sources have it. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { OFFICES, places } from "./offices.ts";

describe("the offices of the preset", () => {
  it("[R-OFF-01, R-OFF-02] are 280, each with a code and a name", () => {
    assert.equal(OFFICES.length, 280);
    for (const { code, name } of OFFICES) assert.ok(code !== "" && name !== "" && name.trim() === name);
    assert.equal(new Set(OFFICES.map(({ name }) => name)).size, 280);
  });

  it("[R-OFF-03] have codes of four digits as texts, with their leading zeros", () => {
    for (const { code } of OFFICES) assert.match(code, /^\d{4}$/);
    assert.equal(OFFICES.filter(({ code }) => code.startsWith("0")).length, 30);
  });

  it("[R-OFF-05] stand in the ascending order of their codes, from 0105 to 9901", () => {
    const codes = OFFICES.map(({ code }) => code);
    assert.deepEqual(codes, codes.toSorted());
    assert.equal(new Set(codes).size, 280);
    assert.deepEqual([codes[0], codes.at(-1)], ["0105", "9901"]);
  });

  it("[R-OFF-06] are named as in the source", () => {
    const named = (code: string) => OFFICES.find((office) => office.code === code)?.name;
    assert.equal(named("0716"), "МР ИФНС России №4 по КБР");
    assert.equal(named("0105"), "Межрайонная ИФНС России №1 по Республике Адыгея");
    assert.equal(OFFICES.filter(({ name }) => name.includes("№1 ")).length > 0, true);
    assert.equal(OFFICES.filter(({ name }) => /^Межрайонная ИФНС России/.test(name)).length, 189);
  });

  it("[R-OFF-08] fall into 85 regions by their first two digits, of which 50 has 38", () => {
    assert.equal(places.length, 85);
    assert.equal(places.find(({ name }) => name.ru === "Регион 50")?.sites.length, 38);
  });

  it("[R-OFF-09] are regional directorates where the code ends in 00: 31, and so they are named", () => {
    const directorates = OFFICES.filter(({ kind }) => kind === "directorate");
    assert.equal(directorates.length, 31);
    for (const { name, kind } of OFFICES) {
      assert.equal(/^(УФНС|Управление ФНС)/.test(name), kind === "directorate", name);
    }
  });
});
