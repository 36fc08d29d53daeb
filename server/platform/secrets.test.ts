import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { makeSecrets } from "./secrets.ts";

const KEY = "a key of the tests with more than 32 characters";
const secrets = makeSecrets(KEY);

describe("secrets", () => {
  it("come back as they were, and never look like it", () => {
    const isKept = (plain: string, place: string) => {
      const sealed = secrets.seal(plain, place);
      assert.equal(secrets.open(sealed, place), plain);
      assert.match(sealed, /^s1\.[0-9a-f]{8}\.[\w-]+$/);
      assert.notEqual(secrets.seal(plain, place), sealed, "the same secret twice looks different");
    };
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), fc.string(), isKept));
  });

  it("are not read with another key, at another place or altered: null, no fault", () => {
    const sealed = secrets.seal("hunter2", "mailbox/1");
    assert.equal(makeSecrets(`${KEY}!`).open(sealed, "mailbox/1"), null);
    assert.equal(secrets.open(sealed, "mailbox/2"), null);
    const [form, id, body = ""] = sealed.split(".");
    for (let at = 0; at < body.length; at += 3) {
      const other = body[at] === "A" ? "B" : "A";
      const altered = [form, id, body.slice(0, at) + other + body.slice(at + 1)].join(".");
      assert.equal(secrets.open(altered, "mailbox/1"), null, `at ${at}`);
    }
    fc.assert(fc.property(fc.string(), (text) => secrets.open(text, "mailbox/1") === null));
    fc.assert(fc.property(fc.base64String(), (text) => secrets.open(`${form}.${id}.${text}`, "mailbox/1") === null));
  });
});
