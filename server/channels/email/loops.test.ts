import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { classify, type LetterKind, mayAcknowledge } from "./loops.ts";
import { HEAD, rawLetter, readWell } from "./raw-letters.ts";

const NOW = new Date("2026-11-20T10:00:00Z");
const minutesAgo = (minutes: number) => ({ at: new Date(NOW.getTime() - minutes * 60_000) });

/** The letter as it comes from the wire, so that the table speaks the language of headers. */
async function kindOf(lines: string[], mailFrom: string | null = "anna@example.org") {
  const letter = await readWell(rawLetter(...lines, ...HEAD, "", "text"));
  return classify({ ...letter, from: letter.from.address, mailFrom, workspaceId: "w1" });
}

const TABLE: [LetterKind, string[]][] = [
  ["person", []],
  ["person", ["Auto-Submitted: no", "Precedence: normal", "X-Autoreply: no"]],
  ["person", ["X-Auto-Response-Suppress: DR, RN, NRN"]],
  ["auto-reply", ["Auto-Submitted: auto-replied (vacation)"]],
  ["auto-reply", ["Auto-Submitted: AUTO-REPLIED"]],
  ["auto-reply", ["X-Autoreply: yes"]],
  ["auto-reply", ["X-Autorespond: text"]],
  ["auto-reply", ["Precedence: auto_reply"]],
  ["auto-reply", ["Return-Path: <>"]],
  ["automatic", ["Auto-Submitted: auto-generated"]],
  ["automatic", ["X-Auto-Response-Suppress: All"]],
  ["automatic", ["X-Pult-Workspace: w2"]],
  ["automatic", ["X-Loop: monitoring"]],
  ["bounce", ["X-Failed-Recipients: a@b.ru"]],
  [
    "bounce",
    ["Content-Type: multipart/report; report-type=delivery-status; boundary=x", "Auto-Submitted: auto-replied"],
  ],
  ["list", ["List-Id: News <news.example.org>"]],
  ["list", ["List-Unsubscribe: <https://example.org/u>"]],
  ["list", ["Precedence: bulk"]],
  ["list", ["Precedence: list", "Auto-Submitted: auto-generated"]],
  ["list", ["Feedback-ID: 1:2:3"]],
  ["own", ["X-Pult-Workspace: w1"]],
  ["own", ["X-Pult-Workspace: w1", "Auto-Submitted: auto-replied", "Return-Path: <>"]],
];

describe("classify", () => {
  for (const [kind, lines] of TABLE) {
    it(`[B-MAIL-05] sees ${kind} in ${lines.join(" | ") || "an ordinary letter"}, and says why`, async () => {
      const found = await kindOf(lines);
      assert.equal(found.kind, kind);
      assert.ok(found.why.length > 0);
    });
  }

  it("[B-MAIL-05] knows bounces and automatic replies by sender, envelope and subject", () => {
    const letter = {
      headers: {},
      from: "anna@example.org",
      subject: "Лифт",
      mailFrom: "anna@example.org",
      workspaceId: "w1",
    };
    assert.equal(classify({ ...letter, from: "mailer-daemon@mail.ru" }).kind, "bounce");
    assert.equal(classify({ ...letter, mailFrom: "", subject: "Undelivered Mail Returned to Sender" }).kind, "bounce");
    assert.equal(classify({ ...letter, mailFrom: "" }).kind, "auto-reply");
    assert.equal(classify({ ...letter, from: "noreply@bank.example" }).kind, "automatic");
    for (const subject of ["Automatic reply: Лифт", "Автоответ: Лифт", "Out of Office", "Автоматический ответ"]) {
      assert.equal(classify({ ...letter, subject }).kind, "auto-reply", subject);
    }
    assert.equal(classify({ ...letter, subject: "Re: автоответчик домофона сломан" }).kind, "person");
  });
});

describe("mayAcknowledge", () => {
  it("[B-MAIL-05] limits acknowledgements per address and hour", () => {
    const limits = { perHour: 2 };
    assert.equal(mayAcknowledge("person", [], NOW, limits).may, true);
    assert.equal(mayAcknowledge("person", [minutesAgo(59)], NOW, limits).may, true);
    assert.equal(mayAcknowledge("person", [minutesAgo(59), minutesAgo(0)], NOW, limits).may, false);
    assert.equal(mayAcknowledge("person", [minutesAgo(60), minutesAgo(61)], NOW, limits).may, true);
    const { why } = mayAcknowledge("person", [minutesAgo(1), minutesAgo(2)], NOW, limits);
    assert.deepEqual(why, { rule: "notice.limit", facts: { most: 2 } });
  });

  it("[B-MAIL-05] never answers a machine", () => {
    for (const kind of ["auto-reply", "automatic", "bounce", "list", "own"] as const) {
      assert.equal(mayAcknowledge(kind, [], NOW).may, false);
    }
  });

  it("[B-MAIL-05] lets two auto-responders exchange at most one letter each", () => {
    // Both answer every letter they take for a person's. The far one marks its answers (first) or does not (second).
    const robots: Record<string, string>[] = [{ "auto-submitted": "auto-replied" }, {}];
    for (const marks of robots) {
      const sent: { at: Date }[] = [];
      let received = 1;
      let headers: Record<string, string> = {};
      for (let turn = 0; turn < 20; turn += 1) {
        const at = new Date(NOW.getTime() + turn * 1000);
        const traits = {
          headers,
          from: "robot@example.org",
          subject: "Re: hello",
          mailFrom: "robot@example.org",
          workspaceId: "w1",
        };
        if (!mayAcknowledge(classify(traits).kind, sent, at).may) break;
        sent.push({ at });
        received += 1;
        headers = marks;
      }
      assert.deepEqual([sent.length, received - 1], [1, 1]);
    }
  });
});
