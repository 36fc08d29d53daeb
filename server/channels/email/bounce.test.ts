import assert from "node:assert/strict";
import { it } from "node:test";
import { readBounce } from "./bounce.ts";
import { classify } from "./loops.ts";
import { multipart, rawLetter, readWell } from "./raw-letters.ts";

it("reads whom a bounce could not reach and which letter came back", async () => {
  const parts = [
    ["Content-Type: text/plain", "", "I'm sorry to have to inform you that your message could not be delivered."],
    [
      "Content-Type: message/delivery-status",
      "",
      "Reporting-MTA: dns; mail.example",
      "",
      "Final-Recipient: rfc822; Anna@client.example",
      "Action: failed",
      "Status: 5.1.1",
    ],
    [
      "Content-Type: message/rfc822",
      "",
      "From: help@desk.example",
      "Message-ID: <tok.1@desk.example>",
      "",
      "old words",
    ],
  ];
  const report = multipart("report", "b", parts);
  report[0] = 'Content-Type: multipart/report; report-type=delivery-status; boundary="b"';
  const letter = await readWell(
    rawLetter("Return-Path: <>", "From: MAILER-DAEMON@mail.example", "Subject: Undelivered Mail", ...report),
  );
  assert.deepEqual(readBounce(letter), { failed: ["anna@client.example"], messageIds: ["<tok.1@desk.example>"] });
  assert.equal(classify({ ...letter, from: letter.from.address, mailFrom: "", workspaceId: "w1" }).kind, "bounce");
});
