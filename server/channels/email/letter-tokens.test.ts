import assert from "node:assert/strict";
import { it } from "node:test";
import { addressedTo, answeredTokens, decisiveToken } from "./letter-tokens.ts";
import { rawLetter, readWell } from "./raw-letters.ts";
import type { TokenResult } from "./reply-token.ts";

const TOKEN = "abcdefghijklmnopqrstuvwxyz234567";
const OTHER = "bbcdefghijklmnopqrstuvwxyz234567";

it("lists each mailbox once with its token, in the order of To, Cc, delivery and envelope", async () => {
  const letter = await readWell(
    rawLetter(
      "Delivered-To: info@desk.example",
      "From: a@b.ru",
      `To: boss@firm.example, Help <Help@desk.example>`,
      `Cc: help+${TOKEN}@desk.example`,
      "",
      "text",
    ),
  );
  assert.deepEqual(addressedTo(letter, ["<bad>", "Sales@desk.example", "help@desk.example"]), [
    { mailbox: "boss@firm.example", token: null },
    { mailbox: "help@desk.example", token: TOKEN },
    { mailbox: "info@desk.example", token: null },
    { mailbox: "sales@desk.example", token: null },
  ]);
});

it("finds tokens in Message-IDs of our domains only, the latest first", async () => {
  const references = `References: <${OTHER}.1@desk.example> <${TOKEN}.2@elsewhere.example> <x@desk.example>`;
  const letter = await readWell(
    rawLetter("From: a@b.ru", references, `In-Reply-To: <${TOKEN}.3@desk.example>`, "", "text"),
  );
  assert.deepEqual(answeredTokens(letter, ["desk.example"]), [TOKEN, OTHER]);
});

it("lets the reply address decide before Message-IDs, and a forged token before a foreign one", () => {
  const ok: TokenResult = { result: "ok", ticketNumber: 1, recipient: "a@b.ru", day: 1 };
  const foreign: TokenResult = { ...ok, result: "foreign" };
  const forged: TokenResult = { result: "forged" };
  assert.equal(decisiveToken([], []), null);
  assert.equal(decisiveToken([foreign, ok, forged], []), ok);
  assert.equal(decisiveToken([foreign, forged], [ok]), forged);
  assert.equal(decisiveToken([], [foreign, ok]), ok);
  assert.equal(decisiveToken([foreign], [forged]), foreign);
});
