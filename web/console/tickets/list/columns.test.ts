import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { customField } from "../../../../core/fields/custom-field.ts";
import { registry } from "../../../../core/fields/registry.ts";
import { TICKET_FIELDS } from "../../../../core/fields/ticket-fields.ts";
import {
  alive,
  allColumns,
  columnsOf,
  fieldsToAsk,
  fitting,
  leastWidth,
  moved,
  nextSort,
  readLayout,
  resized,
  rowsAtOnce,
  templateOf,
  toggled,
} from "./columns.ts";

const floor = customField({ key: "meters", type: "number", label: { en: "Meters", ru: "Счётчики" } });
const all = allColumns(registry(TICKET_FIELDS, [floor]));
const keys = (list: readonly { key: string }[]) => list.map(({ key }) => key);
const column = (key: string) => {
  const found = all.find((one) => one.key === key);
  assert.ok(found);
  return found;
};

describe("columns of the list", () => {
  it("[H-LIST-08] are eight for a new person", () => {
    assert.deepEqual(keys(columnsOf(readLayout(undefined), all)), [
      "status",
      "number",
      "service",
      "address",
      "client",
      "assignee",
      "labels",
      "updated",
    ]);
  });

  it("are there for every field of the workspace at once", () => {
    assert.ok(keys(all).includes("custom.meters"));
    assert.ok(keys(all).includes("labels"));
    assert.ok(!keys(all).includes("category"));
  });

  it("[H-LIST-09] are hidden, shown again at the end, and put in another order", () => {
    const layout = readLayout([{ key: "status" }, { key: "number", width: 90 }, { key: "client" }]);
    assert.deepEqual(keys(toggled(layout, "number")), ["status", "client"]);
    assert.deepEqual(keys(toggled(layout, "created")), ["status", "number", "client", "created"]);
    assert.deepEqual(keys(moved(layout, "client", "status")), ["client", "status", "number"]);
    assert.deepEqual(toggled([{ key: "status" }], "status"), [{ key: "status" }]);
  });

  it("keep the width that was given, and share the room without one", () => {
    const layout = resized(readLayout([{ key: "status" }, { key: "number" }]), "number", 120.4);
    assert.deepEqual(layout, [{ key: "status" }, { key: "number", width: 120 }]);
    const columns = columnsOf(layout, all);
    assert.equal(templateOf(columns), "minmax(160px, 176fr) 120px");
    assert.equal(leastWidth(columns), 280);
    assert.deepEqual(resized(layout, "number", undefined), [{ key: "status" }, { key: "number" }]);
  });

  it("that are gone or were kept in another shape are left out", () => {
    assert.deepEqual(keys(columnsOf(readLayout([{ key: "gone" }, { key: "number" }]), all)), ["number"]);
    assert.equal(alive([{ key: "gone" }], all), undefined);
    assert.equal(alive([{ key: "gone" }, { key: "number" }], all)?.length, 2);
    assert.deepEqual(readLayout("nonsense").length, 8);
    assert.deepEqual(readLayout([]).length, 8);
  });

  it("leave one by one from the end when there is little room, but never the labels", () => {
    const columns = columnsOf(readLayout(undefined), all);
    assert.deepEqual(keys(fitting(columns, 700)), ["status", "number", "service", "address", "labels"]);
    assert.deepEqual(keys(fitting(columns, 2000)), keys(columns));
    assert.deepEqual(keys(fitting(columns, 10)), ["status", "number", "service", "labels"]);
  });

  it("ask the server only for what the rows do not carry", () => {
    assert.equal(
      fieldsToAsk([column("status"), column("labels"), column("custom.meters")]),
      "acceptedAt,custom.meters",
    );
  });

  it("ask for fewer rows at once where each holds more", () => {
    assert.equal(rowsAtOnce("acceptedAt"), 60);
    assert.equal(rowsAtOnce(Array(34).fill("x").join()), 25);
    assert.equal(rowsAtOnce(Array(100).fill("x").join()), 20);
  });

  it("order one way, the other way, and as usual again; times begin with the latest", () => {
    assert.equal(nextSort(undefined, column("client")), "client");
    assert.equal(nextSort("client", column("client")), "-client");
    assert.equal(nextSort("-client", column("client")), undefined);
    assert.equal(nextSort(undefined, column("created")), "-created");
  });
});
