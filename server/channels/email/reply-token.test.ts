import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  claimedTicketNumber,
  letterMessageId,
  makeReplyToken,
  readReplyToken,
  replyAddress,
  splitReplyAddress,
  TOKEN_DAYS,
  tokenDay,
  tokenOfMessageId,
} from "./reply-token.ts";

const SECRET = "a secret of the installation";
const TODAY = tokenDay(new Date("2026-11-20T09:00:00Z"));
const SUBJECT = { workspaceId: "w1", ticketNumber: 4711, recipient: "anna@example.org", day: TODAY };
const FACTS = { workspaceId: "w1", sender: ["anna@example.org"], recipientCandidates: [], today: TODAY };
const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

const subjects = fc.record({
  workspaceId: fc.uuid(),
  ticketNumber: fc.integer({ min: 1, max: 2 ** 40 - 1 }),
  recipient: fc.emailAddress().map((address) => address.toLowerCase()),
  day: fc.integer({ min: 0, max: 0xffff }),
});

describe("reply tokens", () => {
  it("[B-MAIL-01] carry a token over ticket, recipient and date that verifies for its recipient alone", () => {
    fc.assert(
      fc.property(subjects, fc.emailAddress(), (subject, stranger) => {
        const token = makeReplyToken(SECRET, subject);
        const facts = {
          workspaceId: subject.workspaceId,
          sender: [subject.recipient],
          recipientCandidates: [],
          today: subject.day,
        };
        const { recipient, ticketNumber, day } = subject;
        assert.match(token, /^[a-z2-7]{32}$/);
        assert.deepEqual(readReplyToken(SECRET, token, facts), { result: "ok", ticketNumber, recipient, day });
        fc.pre(stranger.toLowerCase() !== recipient);
        assert.deepEqual(readReplyToken(SECRET, token, { ...facts, sender: [stranger] }), { result: "forged" });
        const passedOn = { ...facts, sender: [stranger], recipientCandidates: [recipient] };
        assert.deepEqual(readReplyToken(SECRET, token, passedOn), { result: "foreign", ticketNumber, recipient, day });
      }),
    );
  });

  it("[B-MAIL-01] are refused when any one bit is changed", () => {
    const token = makeReplyToken(SECRET, SUBJECT);
    const facts = { ...FACTS, recipientCandidates: ["ivan@example.org"] };
    for (let at = 0; at < token.length; at += 1) {
      for (let bit = 0; bit < 5; bit += 1) {
        const flipped = ALPHABET[ALPHABET.indexOf(token[at] ?? "") ^ (1 << bit)];
        const forged = token.slice(0, at) + flipped + token.slice(at + 1);
        assert.deepEqual(readReplyToken(SECRET, forged, facts), { result: "forged" }, `character ${at}, bit ${bit}`);
      }
    }
  });

  it("[B-MAIL-01] are refused with another secret, workspace, ticket or day, and when made up", () => {
    const forged = { result: "forged" };
    assert.deepEqual(readReplyToken(SECRET, makeReplyToken("another", SUBJECT), FACTS), forged);
    assert.deepEqual(readReplyToken(SECRET, makeReplyToken(SECRET, SUBJECT), { ...FACTS, workspaceId: "w2" }), forged);
    // Head of one token, seal of another.
    const other = makeReplyToken(SECRET, { ...SUBJECT, ticketNumber: 4712 });
    assert.deepEqual(
      readReplyToken(SECRET, other.slice(0, 11) + makeReplyToken(SECRET, SUBJECT).slice(11), FACTS),
      forged,
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 32, maxLength: 32 }), (text) => {
        assert.deepEqual(readReplyToken(SECRET, text, FACTS), forged);
      }),
    );
    for (const text of ["", "a".repeat(31), "a".repeat(33), "0".repeat(32), "ф".repeat(32)]) {
      assert.deepEqual(readReplyToken(SECRET, text, FACTS), forged);
      assert.equal(claimedTicketNumber(text), null);
    }
  });

  it("expire after two years", () => {
    const token = makeReplyToken(SECRET, SUBJECT);
    assert.equal(readReplyToken(SECRET, token, { ...FACTS, today: TODAY + TOKEN_DAYS }).result, "ok");
    assert.equal(readReplyToken(SECRET, token, { ...FACTS, today: TODAY + TOKEN_DAYS + 1 }).result, "expired");
  });

  it("do not mind the case of the address or of the token, nor a second address of the same person", () => {
    const token = makeReplyToken(SECRET, { ...SUBJECT, recipient: "Anna@Example.ORG" });
    assert.equal(token, makeReplyToken(SECRET, SUBJECT));
    assert.equal(readReplyToken(SECRET, token.toUpperCase(), { ...FACTS, sender: ["ANNA@example.org"] }).result, "ok");
    assert.equal(
      readReplyToken(SECRET, token, { ...FACTS, sender: ["a@home.example", "anna@example.org"] }).result,
      "ok",
    );
  });

  it("tell the ticket they claim without being believed", () => {
    assert.equal(claimedTicketNumber(makeReplyToken(SECRET, SUBJECT)), 4711);
  });

  it("refuse to be made of what does not fit", () => {
    for (const ticketNumber of [0, -1, 1.5, 2 ** 40]) {
      assert.throws(() => makeReplyToken(SECRET, { ...SUBJECT, ticketNumber }), RangeError);
    }
    assert.throws(() => makeReplyToken(SECRET, { ...SUBJECT, day: 70_000 }), RangeError);
  });
});

describe("addresses and Message-IDs of letters out", () => {
  const token = makeReplyToken(SECRET, SUBJECT);

  it("carry the token there and back within 64 characters", () => {
    const address = replyAddress("service@firm.example", token);
    assert.equal(address, `service+${token}@firm.example`);
    assert.ok(address.indexOf("@") <= 64);
    assert.deepEqual(splitReplyAddress(address.toUpperCase()), { mailbox: "service@firm.example", token });
    assert.deepEqual(splitReplyAddress("Desk+sales@firm.example"), { mailbox: "desk+sales@firm.example", token: null });
    assert.deepEqual(splitReplyAddress(replyAddress("project+31@firm.example", token)), {
      mailbox: "project+31@firm.example",
      token,
    });
    assert.throws(() => replyAddress(`${"a".repeat(32)}@firm.example`, token), RangeError);
    assert.throws(() => replyAddress("nobody", token), RangeError);
  });

  it("carry the token in the Message-ID", () => {
    const id = letterMessageId(token, "0199-aa", "firm.example");
    assert.equal(tokenOfMessageId(id), token);
    assert.equal(tokenOfMessageId("<CAJ=abc.def@mail.gmail.com>"), null);
  });
});
