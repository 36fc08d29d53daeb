import assert from "node:assert/strict";
import { it } from "node:test";
import { readTableFile } from "./read-file.ts";

it("reads tables of new and old spreadsheets", async () => {
  assert.equal(await readTableFile(new Blob(["Дом;Квартира\nМира, 3;12"])), "Дом;Квартира\nМира, 3;12");
  const old = new Uint8Array([0xc4, 0xee, 0xec, 0x3b, 0x31]);
  assert.equal(await readTableFile(new Blob([old])), "Дом;1");
});
