import assert from "node:assert/strict";
import { it } from "node:test";
import { registry } from "../../../../core/fields/registry.ts";
import { TICKET_FIELDS } from "../../../../core/fields/ticket-fields.ts";
import { ranksOf, readColumns, readLabels, readOrder, readViewSort, writeColumns, writeLabels } from "./view-text.ts";

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

it("keeps of an order what can still be sorted by, and names what cannot", () => {
  const fields = registry(TICKET_FIELDS, []);
  assert.deepEqual(readOrder("-created,number", fields), { order: "-created,number", gone: [] });
  assert.deepEqual(readOrder("custom.lost,-created,-labels", fields), {
    order: "-created",
    gone: ["custom.lost", "labels"],
  });
  for (const text of [undefined, "", " , "]) assert.deepEqual(readOrder(text, fields), { order: undefined, gone: [] });
});
