import assert from "node:assert/strict";
import { it } from "node:test";
import { isPressed } from "./shortcut-keys.ts";

const press = (part: Partial<KeyboardEvent>) => ({
  key: "",
  code: "",
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...part,
});

it("knows a letter by its place, whatever layout is on", () => {
  assert.ok(isPressed("j", press({ key: "j", code: "KeyJ" })));
  assert.ok(isPressed("j", press({ key: "о", code: "KeyJ" })));
  assert.ok(isPressed("j", press({ key: "ت", code: "KeyJ" })));
  assert.ok(!isPressed("j", press({ key: "k", code: "KeyK" })));
});

it("tells a key from the same key with a companion", () => {
  assert.ok(isPressed("shift+x", press({ key: "X", code: "KeyX", shiftKey: true })));
  assert.ok(!isPressed("x", press({ key: "X", code: "KeyX", shiftKey: true })));
  assert.ok(isPressed("mod+k", press({ key: "л", code: "KeyK", ctrlKey: true })));
  assert.ok(isPressed("mod+k", press({ key: "k", code: "KeyK", metaKey: true })));
  assert.ok(!isPressed("k", press({ key: "k", code: "KeyK", ctrlKey: true })));
  assert.ok(!isPressed("a", press({ key: "å", code: "KeyA", altKey: true })));
});

it("finds the signs on layouts that have them elsewhere", () => {
  assert.ok(isPressed("?", press({ key: "?", code: "Digit7", shiftKey: true })));
  assert.ok(isPressed("?", press({ key: ",", code: "Slash", shiftKey: true })));
  assert.ok(isPressed("/", press({ key: ".", code: "Slash" })));
  assert.ok(isPressed("]", press({ key: "ъ", code: "BracketRight" })));
  assert.ok(!isPressed("]", press({ key: "}", code: "BracketRight", shiftKey: true })));
  assert.ok(isPressed("enter", press({ key: "Enter", code: "Enter" })));
});
