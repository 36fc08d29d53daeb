import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { letterTies } from "./letter-ties.ts";
import { rawLetter } from "./raw-letters.ts";
import { letterMessageId, makeReplyToken, replyAddress, tokenDay } from "./reply-token.ts";

const token = makeReplyToken("secret", {
  workspaceId: "w",
  ticketNumber: 4711,
  recipient: "ada@a.example",
  day: tokenDay(new Date("2026-11-20")),
});
const letter = (lines: (string | Buffer)[], to: string[] = []) =>
  letterTies(rawLetter(...lines, "", "Words. From: eve@e.example"), to);
const share = (one: string[], two: string[]) => one.some((tie) => two.includes(tie));

describe("what letters belong to", () => {
  const ada = letter(["From: =?utf-8?B?0JDQtNCw?= <Ada@A.example>", "Subject: Lift", "Message-ID: <1@a.example>"]);

  it("is their sender, however it is written", () => {
    assert.ok(share(ada, letter(["from: ada@a.example", "Message-ID: <2@a.example>"])));
    assert.ok(share(ada, letter(['From: "Bob, eve@e.example"', "\t<ada@a.example>"])), "folded");
    assert.ok(
      !share(ada, letter(["From: eve@e.example", "Message-ID: <3@e.example>"])),
      "what the words say is nothing",
    );
    assert.ok(share(ada, letter(["Reply-To: ada@a.example"])), "who has no From");
  });

  it("is the letter that all of a conversation go back to", () => {
    const answer = letter([
      "From: bob@b.example",
      "References: <1@a.example>",
      " <9@x.example>",
      "In-Reply-To: <9@x.example>",
    ]);
    assert.ok(share(ada, answer));
    assert.ok(share(answer, letter(["From: eve@e.example", "In-Reply-To: <1@a.example>"])));
    assert.ok(!share(answer, letter(["From: eve@e.example", "In-Reply-To: <7@a.example>"])));
  });

  it("is the ticket that subject, recipients or our own letters name", () => {
    const ways = [
      letter(["From: a@1.example", "Subject: Re: [#4711] Lift"]),
      letter(["From: b@2.example", `Subject: =?utf-8?B?${Buffer.from("Лифт [#4711]").toString("base64")}?=`]),
      letter(["From: c@3.example"], [replyAddress("desk@firm.example", token)]),
      letter(["From: d@4.example", `To: Desk <${replyAddress("desk@firm.example", token)}>`]),
      letter(["From: e@5.example", `In-Reply-To: ${letterMessageId(token, "x", "firm.example")}`]),
    ];
    for (const one of ways) for (const two of ways) assert.ok(share(one, two));
  });

  it("is a few short words for whatever bytes come", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("From: ", "<", "a@b.c", "\r\n", " ", "\0", "[#1]", "References: <x@y>", "é")),
        (parts) => {
          const ties = letterTies(Buffer.from(parts.join("")), parts);
          assert.ok(ties.length <= 12 && ties.every((tie) => /^[\w-]{20}$/.test(tie)));
        },
      ),
    );
    const many = Array.from({ length: 50_000 }, (_, n) => `From: a${n}@b.example`);
    assert.ok(letter(many).length <= 12);
  });
});
