import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { letterFingerprint, numberInSubject } from "./letter-fingerprint.ts";
import { reason } from "./letter-reason.ts";
import { type LetterAuthor, type LetterFacts, matchLetter } from "./match-letter.ts";
import { HEAD, rawLetter, readWell } from "./raw-letters.ts";
import { makeReplyToken, readReplyToken } from "./reply-token.ts";

const ANNA: LetterAuthor = { kind: "contact", contactId: "anna", companyId: "c1" };
const EVE: LetterAuthor = { kind: "unknown", address: "eve@evil.example", name: "Eve", companyId: null };
const IVAN: LetterAuthor = { kind: "employee", employeeId: "ivan" };
const TICKET = { ticketId: "t1", number: 4711, participants: ["anna@client.example"] };
const OUR_LETTER = { ticketId: "t1", messageId: "<out@desk>", sentTo: ["anna@client.example"], sentFrom: null };

/** Anna's new letter; each test says what is different. */
function facts(changes: Partial<LetterFacts> = {}): LetterFacts {
  return {
    kind: "person",
    mailboxes: [{ address: "help@desk.example" }],
    sender: { address: "anna@client.example", others: [] },
    author: ANNA,
    token: null,
    answered: [],
    subjectNumber: null,
    tickets: [TICKET],
    seen: [],
    original: null,
    mayForward: false,
    ...changes,
  };
}
const FROM_EVE = { sender: { address: "eve@evil.example", others: [] }, author: EVE };
const FROM_IVAN = { sender: { address: "ivan@firm.example", others: [] }, author: IVAN };
const okFor = (recipient: string) => ({ result: "ok" as const, ticketNumber: 4711, recipient, day: 300 });
const foreignOf = (recipient: string) => ({ ...okFor(recipient), result: "foreign" as const });

function opened(decision: ReturnType<typeof matchLetter>) {
  if (decision.do !== "open")
    throw new Error(`expected a ticket to open, got ${decision.do}: ${JSON.stringify(decision.why)}`);
  return decision;
}
function appended(decision: ReturnType<typeof matchLetter>) {
  if (decision.do !== "append")
    throw new Error(`expected an append, got ${decision.do}: ${JSON.stringify(decision.why)}`);
  return decision;
}

describe("matchLetter: new letters", () => {
  it("opens a ticket for a known contact, for a known domain and for a stranger, and says why", () => {
    const known = opened(matchLetter(facts()));
    assert.deepEqual([known.contactId, known.companyId, known.linkTo, known.acknowledge], ["anna", "c1", null, true]);
    assert.deepEqual(known.why, [reason("no-ticket"), reason("contact")]);
    const domain = opened(
      matchLetter(facts({ author: { kind: "unknown", address: "x@client.example", name: "", companyId: "c1" } })),
    );
    assert.deepEqual([domain.contactId, domain.companyId], [null, "c1"]);
    const stranger = opened(matchLetter(facts(FROM_EVE)));
    assert.deepEqual([stranger.contactId, stranger.companyId, stranger.author], [null, null, EVE]);
  });

  it("makes the client the author of a letter that an employee or a known mailbox passes on", () => {
    const byIvan = opened(matchLetter(facts({ ...FROM_IVAN, original: ANNA, mayForward: true })));
    assert.deepEqual(
      [byIvan.author, byIvan.contactId, byIvan.companyId, byIvan.acknowledge],
      [ANNA, "anna", "c1", true],
    );
    const byEve = opened(matchLetter(facts({ ...FROM_EVE, original: ANNA, mayForward: false })));
    assert.deepEqual([byEve.author, byEve.contactId], [EVE, null]);
  });

  it("puts a letter to none of our mailboxes aside and leaves our own alone", () => {
    assert.equal(matchLetter(facts({ mailboxes: [] })).do, "quarantine");
    assert.equal(matchLetter(facts({ kind: "own" })).do, "ignore");
  });
});

describe("matchLetter: tokens", () => {
  it("[B-MAIL-01] appends by a token made for the sender", () => {
    const { ticketId, author, as, why } = appended(matchLetter(facts({ token: okFor("anna@client.example") })));
    assert.deepEqual([ticketId, author, as], ["t1", ANNA, "message"]);
    assert.deepEqual(why, [reason("token", { who: "anna@client.example" })]);
  });

  it("[B-MAIL-01] never appends by a forged token, whatever else the letter shows", () => {
    const everything = { answered: [OUR_LETTER], subjectNumber: 4711, token: { result: "forged" as const } };
    const known = opened(matchLetter(facts(everything)));
    assert.deepEqual([known.linkTo, known.why[0]], [null, reason("forged-token")]);
    const stranger = matchLetter(facts({ ...FROM_EVE, ...everything }));
    assert.ok(stranger.do === "quarantine" && stranger.reason === "forged_token");
    for (const kind of ["person", "auto-reply", "automatic", "bounce", "list"] as const) {
      assert.notEqual(matchLetter(facts({ ...everything, kind })).do, "append");
    }
  });

  it("[B-MAIL-01] never appends by a foreign token alone: a colleague who got the letter passed on opens a linked ticket", () => {
    const colleague: LetterAuthor = { kind: "contact", contactId: "boris", companyId: "c1" };
    const sender = { address: "boris@client.example", others: [] };
    const letter = facts({
      sender,
      author: colleague,
      token: foreignOf("anna@client.example"),
      answered: [OUR_LETTER],
    });
    const decision = opened(matchLetter(letter));
    assert.deepEqual([decision.linkTo, decision.contactId], ["t1", "boris"]);
    const why = [reason("foreign-token", { who: "anna@client.example" }), reason("stranger", { number: 4711 })];
    assert.deepEqual(decision.why.slice(0, 2), why);
    // The same token is no hindrance to someone who takes part in the ticket in his own right.
    const tickets = [{ ...TICKET, participants: ["anna@client.example", "boris@client.example"] }];
    assert.equal(matchLetter({ ...letter, tickets }).do, "append");
  });

  it("[B-MAIL-01] decides by the verified token, not by the number it claims", () => {
    const secret = "s";
    const token = makeReplyToken(secret, {
      workspaceId: "w1",
      ticketNumber: 4711,
      recipient: "anna@client.example",
      day: 300,
    });
    const use = { workspaceId: "w1", recipientCandidates: ["anna@client.example"], today: 301 };
    const byAnna = readReplyToken(secret, token, { ...use, sender: ["anna@client.example"] });
    const byEve = readReplyToken(secret, token, { ...use, sender: ["eve@evil.example"] });
    assert.equal(matchLetter(facts({ token: byAnna })).do, "append");
    assert.equal(opened(matchLetter(facts({ ...FROM_EVE, token: byEve }))).linkTo, "t1");
    const inAnotherWorkspace = readReplyToken(secret, token, {
      ...use,
      workspaceId: "w2",
      sender: ["anna@client.example"],
    });
    assert.equal(matchLetter(facts({ token: inAnotherWorkspace })).do, "open");
  });

  it("opens a linked ticket for an old token of a stranger, and appends for a participant", () => {
    const token = { ...okFor("anna@client.example"), result: "expired" as const };
    assert.equal(matchLetter(facts({ token })).do, "append");
    assert.equal(opened(matchLetter(facts({ token, tickets: [{ ...TICKET, participants: [] }] }))).linkTo, "t1");
  });
});

describe("matchLetter: the right to append", () => {
  it("[B-MAIL-02] appends when the letter answers a message sent to the sender, or the sender takes part", () => {
    const noOne = [{ ...TICKET, participants: [] }];
    assert.equal(appended(matchLetter(facts({ answered: [OUR_LETTER], tickets: noOne }))).ticketId, "t1");
    assert.equal(appended(matchLetter(facts({ subjectNumber: 4711 }))).ticketId, "t1");
    const others = { address: "anna@home.example", others: ["anna@client.example"] };
    assert.equal(
      appended(matchLetter(facts({ sender: others, answered: [OUR_LETTER], tickets: noOne }))).ticketId,
      "t1",
    );
  });

  it("[B-MAIL-02] opens a linked ticket, with a note why, for a stranger who quotes the number or our letter", () => {
    for (const quoting of [
      { subjectNumber: 4711 },
      { answered: [OUR_LETTER] },
      { token: foreignOf("anna@client.example") },
    ]) {
      const decision = opened(matchLetter(facts({ ...FROM_EVE, ...quoting })));
      assert.equal(decision.linkTo, "t1");
      assert.deepEqual(decision.why.at(-2), reason("stranger", { number: 4711 }));
    }
  });

  it("[B-MAIL-02] appends an employee's answer to a letter sent to him as the employee's, and nothing that only bears his name", () => {
    assert.deepEqual(appended(matchLetter(facts({ ...FROM_IVAN, token: okFor("ivan@firm.example") }))).author, IVAN);
    const toIvan = { ...OUR_LETTER, sentTo: ["ivan@firm.example"] };
    assert.deepEqual(appended(matchLetter(facts({ ...FROM_IVAN, answered: [toIvan] }))).author, IVAN);
    const tickets = [{ ...TICKET, participants: ["ivan@firm.example"] }];
    assert.equal(opened(matchLetter(facts({ ...FROM_IVAN, tickets, subjectNumber: 4711 }))).linkTo, "t1");
  });

  it("[B-MAIL-02] never appends without one of the three rights", () => {
    const address = fc.constantFrom("a@x.ru", "b@x.ru", "c@x.ru");
    const scene = fc.record({
      sender: address,
      participants: fc.array(address),
      sentTo: fc.array(address),
      sentFrom: fc.constantFrom(4711, 9, null),
      number: fc.constantFrom(4711, 9, null),
    });
    fc.assert(
      fc.property(
        scene,
        fc.constantFrom("ok", "foreign", "expired", "forged", null),
        ({ sender, participants, sentTo, sentFrom, number }, result) => {
          const token = result === null ? null : { ...okFor("z@x.ru"), result };
          const answered = [{ ...OUR_LETTER, sentTo, sentFrom }];
          const tickets = [{ ...TICKET, participants }];
          const decision = matchLetter(
            facts({ sender: { address: sender, others: [] }, token, answered, tickets, subjectNumber: number }),
          );
          const right =
            result !== "forged" && (result === "ok" || sentTo.includes(sender) || participants.includes(sender));
          assert.equal(decision.do === "append", right);
        },
      ),
    );
  });
});

describe("matchLetter: the same letter again", () => {
  const seen = { letterId: "l1", ticketId: "t1", sameMessageId: true, sameContent: true };

  it("[B-MAIL-03] takes one letter to three mailboxes as one ticket", () => {
    const mailboxes = ["help@desk.example", "info@desk.example", "sales@desk.example"].map((address) => ({ address }));
    const first = opened(matchLetter(facts({ mailboxes })));
    assert.equal(first.mailbox, "help@desk.example");
    assert.deepEqual(first.why[0], reason("mailboxes", { count: 3, mailbox: "help@desk.example" }));
    for (const mailbox of mailboxes.slice(1)) {
      const again = matchLetter(facts({ mailboxes: [mailbox], seen: [seen] }));
      assert.ok(again.do === "duplicate" && again.of.ticketId === "t1");
    }
  });

  it("[B-MAIL-03] goes by Message-ID and content: a repeated Message-ID with other words is another letter", () => {
    assert.equal(matchLetter(facts({ seen: [{ ...seen, sameContent: false }] })).do, "open");
    assert.equal(matchLetter(facts({ seen: [{ ...seen, sameMessageId: false }] })).do, "duplicate");
  });

  it("[B-MAIL-03] sees the same content whatever the recipients and the way, and another in other words", async () => {
    const letter = (way: string, words: string, ...head: string[]) =>
      readWell(rawLetter(way, ...(head.length ? head : HEAD), "", words));
    const prints = [
      await letter("Delivered-To: help@desk.example", "Лифт стоит"),
      await letter("Delivered-To: info@desk.example\r\nCc: sales@desk.example", "Лифт стоит\r\n"),
      await letter("Delivered-To: info@desk.example", "Лифт едет"),
      await letter("Message-ID: <1@x>", "Лифт стоит", "From: anna@example.org"),
      await letter("Message-ID: <2@x>", "Лифт стоит", "From: anna@example.org"),
    ].map(letterFingerprint);
    assert.equal(prints[0], prints[1]);
    assert.equal(new Set(prints).size, 4);
  });
});

describe("matchLetter: machines", () => {
  it("[B-MAIL-05] keeps automatic replies and bounces that answer us as notes, puts others aside, thanks none of them", () => {
    const daemon = { address: "mailer-daemon@mail.example", others: ["anna@client.example"] };
    assert.equal(
      matchLetter(facts({ kind: "bounce", sender: daemon, author: EVE, subjectNumber: 4711 })).do,
      "quarantine",
    );
    for (const kind of ["auto-reply", "bounce"] as const) {
      const sender = kind === "bounce" ? daemon : { address: "anna@client.example", others: [] };
      assert.equal(appended(matchLetter(facts({ kind, sender, answered: [OUR_LETTER] }))).as, "note");
      const stray = matchLetter(facts({ kind }));
      assert.ok(stray.do === "quarantine" && stray.reason === "stray_machine_letter");
    }
    for (const kind of ["automatic", "list"] as const)
      assert.equal(opened(matchLetter(facts({ kind }))).acknowledge, false);
    assert.equal(opened(matchLetter(facts(FROM_IVAN))).acknowledge, false);
  });
});

it("finds the number in a subject", () => {
  assert.equal(numberInSubject("Re: Лифт [#4711]"), 4711);
  assert.equal(numberInSubject("Re: [#12] Лифт [#4711]"), 4711);
  assert.equal(numberInSubject("Лифт #4711, кв. [12]"), null);
});
