import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { bearsSurname, readAssigneeMark } from "./assignee-mark.ts";
import { namesCompany } from "./company-name.ts";

describe("the surname mark", () => {
  it("is one asterisk before the surname at the end of the subject (X-13)", () => {
    const read = (subject: string) => readAssigneeMark(subject)?.surname;
    assert.equal(read("Починить дисконтную систему в Патрик пабе *Коробов"), "Коробов");
    assert.equal(read("Касса *Римский-Корсаков "), "Римский-Корсаков");
    for (const none of ["Касса", "*Коробов просил касса", "2 * 2", "Касса ***Коробов", "Касса*Коробов", "* Коробов"]) {
      assert.equal(read(none), undefined, none);
    }
    assert.equal(readAssigneeMark("Починить кассу *Коробов")?.subject, "Починить кассу");
  });

  it("is found in a full name in any case, and with either letter", () => {
    assert.ok(bearsSurname("Коробов Иван", "коробов"));
    assert.ok(bearsSurname("Пётр Королёв", "Королев"));
    assert.ok(!bearsSurname("Коробова Анна", "Коробов"));
  });
});

describe("the company in a subject", () => {
  it("stands there with or without its quotation marks and legal form", () => {
    assert.ok(namesCompany("Патрик паб: не печатает касса", "ООО «Патрик Паб»"));
    assert.ok(namesCompany("доставить в «Ёлка»", "ИП Елка"));
    assert.ok(!namesCompany("не печатает касса", "ООО «Патрик Паб»"));
    assert.ok(!namesCompany("Патрик", "Патрик Паб"));
    assert.ok(!namesCompany("Мир кассы", "Ми"));
  });
});
