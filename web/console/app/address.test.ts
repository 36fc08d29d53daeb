import assert from "node:assert/strict";
import { it } from "node:test";
import { readDirectorySearch, readSignInSearch, readTicketSearch, writeSearch } from "./address.ts";

it("never leaves the desk after sign-in", () => {
  for (const next of [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "/sign-in?x",
    7,
  ]) {
    assert.deepEqual(readSignInSearch({ next }), {});
  }
  assert.deepEqual(readSignInSearch({ next: "/places?q=12", ended: "true" }), { next: "/places?q=12", ended: true });
});

it("reads of an address what it knows, as texts", () => {
  assert.deepEqual(readTicketSearch({ open: "10482", where: "status:new", other: 1 }), {
    where: "status:new",
    open: 10482,
  });
  assert.deepEqual(readTicketSearch({ open: "x" }), {});
  assert.deepEqual(readDirectorySearch({ q: 12, open: "new", parent: "x", else: 1 }), {
    q: "12",
    open: "new",
    parent: "x",
  });
});

it("writes an address without what is not set", () => {
  assert.equal(writeSearch({ q: "12", open: undefined, tab: "" }), "?q=12");
  assert.equal(writeSearch({}), "");
});
