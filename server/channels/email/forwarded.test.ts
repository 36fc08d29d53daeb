import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isForward, originalSender } from "./forwarded.ts";

const ANNA = { address: "anna@client.example", name: "Анна Петрова" };

const TABLE: [string, string, { words: string; text: string }][] = [
  [
    "Gmail",
    "Прошу взять.\n\n---------- Forwarded message ---------\nОт: Анна Петрова <anna@client.example>\nDate: пт, 20 нояб. 2026 г. в 10:05\nSubject: Касса\nTo: <info@firm.example>\n\n\nКасса не печатает.",
    { words: "Прошу взять.", text: "Касса не печатает." },
  ],
  [
    "Mail.ru",
    "-------- Пересылаемое сообщение --------\nОт: Анна Петрова <anna@client.example>\nКому: info@firm.example\nДата: Пятница, 20 ноября 2026, 10:05 +03:00\nТема: Касса\n\nКасса не печатает.",
    { words: "", text: "Касса не печатает." },
  ],
  [
    "Yandex",
    '-------- Пересылаемое сообщение --------\n20.11.2026, 10:05, "Анна Петрова" <anna@client.example>:\n\nКасса не печатает.\n-------- Конец пересылаемого сообщения --------',
    { words: "", text: "Касса не печатает.\n-------- Конец пересылаемого сообщения --------" },
  ],
  [
    "Outlook ru",
    "Коллеги, в работу.\n\nОт: Анна Петрова <anna@client.example>\nОтправлено: 20 ноября 2026 г. 10:05\nКому: info@firm.example\nТема: Касса\n\nКасса не печатает.",
    { words: "Коллеги, в работу.", text: "Касса не печатает." },
  ],
  [
    "Outlook en",
    "________________________________\nFrom: Анна Петрова [mailto:Anna@client.example]\nSent: Friday, November 20, 2026 10:05 AM\nTo: info@firm.example\nSubject: Till\n\nКасса не печатает.",
    { words: "", text: "Касса не печатает." },
  ],
  [
    "Apple Mail",
    "Begin forwarded message:\n\n> From: Анна Петрова <anna@client.example>\n> Subject: Till\n> Date: 20 November 2026 at 10:05\n> To: info@firm.example\n>\n> Касса не печатает.",
    {
      words: "",
      text: "> Касса не печатает.",
    },
  ],
  [
    "Thunderbird",
    "-------- Перенаправленное сообщение --------\nТема: \tКасса\nДата: \tFri, 20 Nov 2026 10:05:00 +0300\nОт: \tАнна Петрова <anna@client.example>\nКому: \tinfo@firm.example\n\nКасса не печатает.",
    { words: "", text: "Касса не печатает." },
  ],
];

describe("originalSender", () => {
  for (const [program, letter, { words, text }] of TABLE) {
    it(`names the client in a letter passed on by ${program}`, () => {
      const found = originalSender(letter);
      assert.deepEqual(found?.sender, ANNA);
      assert.equal(found?.words, words);
      assert.equal(found?.text, text);
    });
  }

  it("takes the topmost letter of a chain", () => {
    const chain = `${TABLE[0]?.[1]}\n\nОт: Старый <old@client.example>\nОтправлено: 1 ноября 2026 г.\nКому: x@y.example\nТема: y\n\nстарое`;
    assert.equal(originalSender(chain)?.sender.address, ANNA.address);
  });

  it("is null without a block or without an address in it", () => {
    assert.equal(originalSender("Касса не печатает."), null);
    assert.equal(originalSender("---------- Forwarded message ---------\nFrom: Анна\n\nтекст"), null);
  });
});

describe("isForward", () => {
  it("knows the marks of mail programs", () => {
    for (const subject of [
      "Fwd: Касса",
      "FW: Касса",
      "WG: Kasse",
      "Пересылка: Касса",
      "Fwd:Касса",
      "[Заря] Fwd: Касса",
      "Trs: Kasir",
    ]) {
      assert.equal(isForward(subject), true, subject);
    }
    for (const subject of ["Re: Fwd: Касса", "Касса", "Forward planning: 2027", "Перерасчёт: вода"])
      assert.equal(isForward(subject), false, subject);
  });
});
