import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseCondition } from "../../../../core/condition/parse.ts";
import { customField } from "../../../../core/fields/custom-field.ts";
import { registry } from "../../../../core/fields/registry.ts";
import { TICKET_FIELDS } from "../../../../core/fields/ticket-fields.ts";
import { filterGroups } from "./filter-groups.ts";

const own = customField({ key: "meter", type: "number", label: { en: "Meter", ru: "Счётчик" } });
const known = registry(TICKET_FIELDS, [own]);

const groups = (chosen: readonly string[], where = "", without: readonly string[] = []) => {
  const read = parseCondition(where, known);
  assert.ok(read.ok);
  return filterGroups(known, { chosen, without, condition: read.condition }).map(({ group, fields }) => [
    group,
    fields.map(({ key }) => key).join(" "),
  ]);
};

describe("the filters of a list", () => {
  it("are those of the desk in its order, and the workspace's own after them", () => {
    assert.deepEqual(
      groups(["number", "status", "overdue", "due", "site", "floor", "incident", "client", "closedBy"]),
      [
        ["main", "number status"],
        ["times", "overdue due"],
        // One by itself has no heading of its own.
        ["place", "site floor incident client closedBy"],
        ["custom", "custom.meter"],
      ],
    );
  });

  it("leave out what the tab has no use for, and what is no field any more", () => {
    assert.deepEqual(groups(["number", "status", "custom.gone"], "", ["status"]), [
      ["main", "number"],
      ["custom", "custom.meter"],
    ]);
  });

  it("hold what is asked besides, so that it can be changed", () => {
    assert.deepEqual(groups(["number", "custom.meter"], "priority:high number>3 custom.meter>1"), [
      ["main", "number custom.meter"],
      ["more", "priority"],
    ]);
  });

  it("are the usual ones where the desk names none", () => {
    const all = groups([]);
    assert.deepEqual(
      all.map(([group]) => group),
      ["main", "place", "client", "people", "times", "course", "marks", "custom"],
    );
    assert.equal(all[0]?.[1], "number status channel serviceType service priority rating");
  });
});
