import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { KNOWN } from "./gateways.ts";
import { cutToParts, smsSize } from "./parts.ts";
import { dialled } from "./phone.ts";
import { answerOf, requestOf, unknownIn, valuesOf } from "./recipe.ts";

const values = valuesOf({ phone: "+79031234567", text: "Кран & «вода»", login: "desk", secret: "p=w", sender: "" });

describe("the size of an SMS", () => {
  for (const [name, text, parts, left] of [
    ["nothing", "", 0, 160],
    ["the last of one part", "a".repeat(160), 1, 0],
    ["two parts of GSM", "a".repeat(161), 2, 145],
    ["two full parts", "a".repeat(306), 2, 0],
    ["three parts", "a".repeat(307), 3, 152],
    ["a sign of the extension takes two", "€".repeat(80), 1, 0],
    ["one of them is not cut in two", `${"a".repeat(152)}€${"b".repeat(20)}`, 2, 131],
    ["other letters", "я".repeat(70), 1, 0],
    ["two parts of them", "я".repeat(71), 2, 63],
    ["a pair of units is not cut in two", `${"я".repeat(66)}😀яяяя`, 2, 61],
  ] as const) {
    it(`counts ${name}`, () => assert.deepEqual([smsSize(text).parts, smsSize(text).left], [parts, left]));
  }
  it("cuts what is too long to the parts that are wanted", () => {
    const cut = cutToParts("я".repeat(1_000), 3);
    assert.deepEqual([smsSize(cut).parts, cut.endsWith("…"), cut.length], [3, true, 201]);
    assert.equal(cutToParts("Коротко", 1), "Коротко");
  });
});

it("dials a number however it was written, within the country of the desk or with its code", () => {
  for (const [phone, locale, number] of [
    ["+7 (903) 123-45-67", "en", "+79031234567"],
    ["8 903 123-45-67", "ru", "+79031234567"],
    ["903 123 45 67", "ru", "+79031234567"],
    ["7 903 123 45 67", "ru", "+79031234567"],
    ["0062 812 3456 789", "ru", "+628123456789"],
    ["0812-3456-789", "id", "+628123456789"],
    ["0912 345 6789", "fa", "+989123456789"],
    ["112", "ru", null],
    ["позвонить", "ru", null],
  ] as const) {
    assert.equal(dialled(phone, locale), number, phone);
  }
});

describe("a gateway", () => {
  it("is asked with what is filled in escaped as its place needs it", () => {
    const { body, headers } = requestOf(KNOWN.smsc.recipe, values);
    assert.equal(new URLSearchParams(body).get("mes"), values.text);
    assert.equal(new URLSearchParams(body).get("psw"), "p=w");
    assert.match(headers["content-type"] ?? "", /form/);
    const json = { ...KNOWN.twilio.recipe, encode: "json", body: '{"t": "{{text}}"}' } as const;
    const quoted = requestOf(json, { ...values, text: 'a"b\\\n' });
    assert.deepEqual(JSON.parse(quoted.body), { t: 'a"b\\\n' });
    assert.equal(quoted.headers.authorization, `Basic ${btoa("desk:p=w")}`);
    assert.match(requestOf(KNOWN.twilio.recipe, { ...values, login: "../x" }).url, /Accounts\/\.\.%2Fx\//);
    assert.deepEqual(unknownIn("{{phone}} {{ text }} {{other}}"), ["other"]);
  });

  const read = (name: keyof typeof KNOWN, status: number, answer: unknown) =>
    answerOf(KNOWN[name].recipe, values, { status, text: JSON.stringify(answer) });
  for (const [what, got, wanted] of [
    ["SMSC.ru takes it", read("smsc", 200, { id: 12, cnt: 1 }), { ok: true, id: "12" }],
    [
      "SMSC.ru refuses",
      read("smsc", 200, { error: "authorise error", error_code: 2 }),
      { ok: false, said: "2: authorise error", again: false },
    ],
    [
      "SMSC.ru asks for patience",
      read("smsc", 200, { error: "duplicate request", error_code: 9 }),
      { ok: false, said: "9: duplicate request", again: true },
    ],
    [
      "SMS.ru takes it",
      read("smsru", 200, { status: "OK", status_code: 100, sms: { "79031234567": { status: "OK", sms_id: "1-2" } } }),
      { ok: true, id: "1-2" },
    ],
    [
      "SMS.ru refuses the number",
      read("smsru", 200, {
        status: "OK",
        status_code: 100,
        sms: { "79031234567": { status: "ERROR", status_code: 207, status_text: "Нет маршрута" } },
      }),
      { ok: false, said: "207: Нет маршрута", again: false },
    ],
    ["Twilio takes it", read("twilio", 201, { sid: "SM1", status: "queued" }), { ok: true, id: "SM1" }],
    [
      "Twilio refuses",
      read("twilio", 400, { code: 21211, message: "Invalid 'To'", status: 400 }),
      { ok: false, said: "21211: Invalid 'To'", again: false },
    ],
    ["a gateway is away", read("twilio", 503, {}), { ok: false, said: "HTTP 503", again: true }],
  ] as const) {
    it(`answers: ${what}`, () => assert.deepEqual(got, wanted));
  }
  it("may answer in plain text", () => {
    const plain = { ...KNOWN.smsc.recipe, success: "text=OK*", id: "", error: "" };
    assert.deepEqual(answerOf(plain, values, { status: 200, text: "OK 12\n" }), { ok: true, id: null });
    assert.equal(answerOf(plain, values, { status: 200, text: "ERROR" }).ok, false);
  });
});
