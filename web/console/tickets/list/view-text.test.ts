import assert from "node:assert/strict";
import { it } from "node:test";
import { ranksOf, readColumns, readLabels, readViewSort, writeColumns, writeLabels } from "./view-text.ts";

it("writes columns into an address and reads them again, and takes no notice of what is none", () => {
  const layout = [{ key: "status" }, { key: "number", width: 90 }, { key: "custom.flat_no" }];
  assert.equal(writeColumns(layout), "status,number:90,custom.flat_no");
  assert.deepEqual(readColumns(writeColumns(layout)), layout);
  assert.deepEqual(readColumns("number:wide,,<b>, status "), [{ key: "status" }]);
  for (const text of [undefined, "", ",", "<b>"]) assert.equal(readColumns(text), undefined);
});

it("writes the labels that lift tickets, none of them too", () => {
  assert.deepEqual(readLabels(writeLabels(["unseen", "important"])), ["unseen", "important"]);
  assert.deepEqual(readLabels(writeLabels([])), []);
  for (const text of [undefined, "", "loud"]) assert.equal(readLabels(text), undefined);
  assert.deepEqual(ranksOf(["unseen"]).order[0], "unseen");
  assert.deepEqual(ranksOf(["unseen"]).off, ["important", "reaction", "resolution", "unread"]);
});

it("reads the order of a view with the labels at its beginning, or without any", () => {
  assert.deepEqual(readViewSort("attention:unseen,-created"), { labels: ["unseen"], order: "-created" });
  assert.deepEqual(readViewSort("number"), { labels: [], order: "number" });
  assert.deepEqual(readViewSort("attention,-updated")?.order, "");
  assert.equal(readViewSort(undefined), undefined);
});
