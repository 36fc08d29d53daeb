import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import fc from "fast-check";
import { canonicalJson, type Link, linkHash, verifyChain } from "./event-chain.ts";

const content = fc.record({ data: fc.dictionary(fc.string(), fc.jsonValue()), kind: fc.string() });

/** A chain of events of one ticket with these contents. */
function chainOf(contents: readonly { data: object; kind: string }[]): Link[] {
  const links: Link[] = [];
  for (const { data, kind } of contents) {
    const link = {
      workspaceId: "01890000-0000-7000-8000-000000000001",
      id: `event ${links.length + 1}`,
      ticketId: "01890000-0000-7000-8000-000000000002",
      ticketSeq: links.length + 1,
      at: new Date("2026-03-01T10:00:00Z"),
      actor: { kind: "employee", id: "ada" } as const,
      kind,
      data,
      patch: {},
      why: null,
      prevHash: links.at(-1)?.hash ?? null,
    };
    links.push({ ...link, hash: linkHash(link) });
  }
  return links;
}

const headOf = (links: readonly Link[]) => ({ hash: links.at(-1)?.hash ?? null, count: links.length });

describe("linkHash", () => {
  it("covers what is kept of an event, whatever else came with it", () => {
    const [link] = chainOf([{ kind: "opened", data: { a: 1 } }]);
    if (!link) throw new Error("no link");
    const rich = { ...link, actor: { ...link.actor, permissions: new Set(["ticket.read"]) }, cursor: "7.1" };
    assert.ok(linkHash(rich).equals(link.hash));
  });
});

describe("linkHash and canonicalJson", () => {
  it("[B-TIME-03] hash the canonical text of all that an event says, after the hash before", () => {
    fc.assert(
      fc.property(fc.array(content), (contents) => {
        for (const { hash, prevHash, ...said } of chainOf(contents)) {
          const told = createHash("sha256").update(prevHash ?? Buffer.alloc(0));
          assert.deepEqual(told.update(canonicalJson(said)).digest(), hash);
        }
      }),
    );
  });
});

describe("verifyChain", () => {
  it("accepts what was written, also when JSON came back with other key order", () => {
    fc.assert(
      fc.property(fc.array(content), (contents) => {
        const links = chainOf(contents);
        const reversed = links.map((link) => ({
          ...link,
          data: Object.fromEntries(Object.entries(link.data).reverse()),
        }));
        assert.deepEqual(verifyChain(reversed, headOf(links)), { whole: true, count: links.length });
      }),
    );
  });

  it("[B-TIME-03] finds and locates a changed byte", () => {
    fc.assert(
      fc.property(fc.array(content, { minLength: 1 }), fc.nat(), (contents, n) => {
        const links = chainOf(contents);
        const place = n % links.length;
        const forged = links.map((link, index) => (index === place ? { ...link, kind: `${link.kind}!` } : link));
        assert.deepEqual(verifyChain(forged, headOf(links)), { whole: false, at: place + 1, problem: "changed" });
      }),
    );
  });

  it("[B-TIME-03] finds and locates a removed event, the last one too", () => {
    fc.assert(
      fc.property(fc.array(content, { minLength: 1 }), fc.nat(), (contents, n) => {
        const links = chainOf(contents);
        const place = n % links.length;
        const verdict = verifyChain(links.toSpliced(place, 1), headOf(links));
        assert.deepEqual(verdict, { whole: false, at: place + 1, problem: "missing" });
      }),
    );
  });

  it("[B-TIME-03] sees that an event was forged together with its hash", () => {
    const links = chainOf([1, 2, 3].map((n) => ({ kind: "said", data: { n } })));
    const forged = chainOf([1, 9, 3].map((n) => ({ kind: "said", data: { n } })));
    const mixed = links.map((link, index) => (index === 1 ? (forged[1] ?? link) : link));
    assert.deepEqual(verifyChain(mixed), { whole: false, at: 3, problem: "untied" });
    assert.deepEqual(verifyChain(forged, headOf(links)), { whole: false, at: 3, problem: "untied" });
  });
});

describe("canonicalJson", () => {
  it("gives one text for one value", () => {
    assert.equal(
      canonicalJson({ b: [1, { z: null, a: undefined }], a: new Date(0) }),
      '{"a":"1970-01-01T00:00:00.000Z","b":[1,{"z":null}]}',
    );
  });

  it("writes texts as JSON does, halves of characters and all", () => {
    const text = fc.string({ unit: "binary", maxLength: 90 });
    const half = fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code));
    fc.assert(fc.property(fc.oneof(text, half), (one) => assert.equal(canonicalJson(one), JSON.stringify(one))));
  });

  it("has keys in the order of their code units, numbers among them", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.oneof(fc.string({ unit: "binary" }), fc.nat().map(String))), (keys) => {
        const given = Object.fromEntries(keys.map((key) => [key, 1]));
        const text = [...keys].sort().map((key) => `${JSON.stringify(key)}:1`);
        assert.equal(canonicalJson(given), `{${text.join(",")}}`);
      }),
    );
  });
});
