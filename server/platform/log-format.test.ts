import assert from "node:assert/strict";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { lineWriter } from "./log-format.ts";

it("a log that cannot be written stops nobody, and says afterwards what is missing", () => {
  const folder = mkdtempSync(join(tmpdir(), "pult-test-log-"));
  const path = join(folder, "log");
  const file = openSync(path, "a");
  const write = lineWriter(file);
  write("one\n");
  closeSync(file);
  // As with a full disk: every write fails.
  write("two\n");
  write("three\n");
  assert.equal(openSync(path, "a"), file, "The same number, so that the writer has its file again");
  write("four\n");
  const [first, missing = "", last] = readFileSync(path, "utf8").split("\n");
  assert.deepEqual([first, JSON.parse(missing).msg, last], ["one", "2 lines of the log could not be written", "four"]);
  closeSync(file);
  rmSync(folder, { recursive: true });
});
