import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FIELDS } from "../../test/conditions.ts";
import { formatSort, orderSql, parseSort } from "./sort.ts";
import { numbered, sql } from "./sql.ts";

describe("parseSort", () => {
  const cases: [text: string, order: string][] = [
    ["", '"t"."id" asc'],
    ["-updated", '"t"."updated_at" desc, "t"."id" desc'],
    ["-updated,number", '"t"."updated_at" desc, "t"."number" asc, "t"."id" asc'],
    ["due", '"t"."due_at" asc nulls last, "t"."id" asc'],
    ["-due, -due", '"t"."due_at" desc nulls last, "t"."id" desc'],
    ["site", '"t"."address" asc nulls last, "t"."id" asc'],
    ["service", '"t"."service_name" asc nulls last, "t"."id" asc'],
    ["serviceType", '"t"."service_type_id" asc nulls last, "t"."id" asc'],
    ["approved", '("t"."approved_at" is not null) asc, "t"."id" asc'],
  ];
  for (const [text, order] of cases) {
    it(`orders by ${text || "id alone"}`, () => {
      const parsed = parseSort(text, FIELDS);
      assert.ok(parsed.ok);
      assert.equal(numbered(orderSql(parsed.order)), order);
    });
  }

  it("takes names from where the caller has them", () => {
    const parsed = parseSort("serviceType,-custom.weight", FIELDS);
    assert.ok(parsed.ok);
    const order = orderSql(parsed.order, "x", (type) => (type === "serviceType" ? sql`s.name` : undefined));
    assert.match(
      numbered(order),
      /^s\.name asc nulls last, \(case when jsonb_typeof\("x"\."custom" -> \$1::text\).* end\) desc nulls last, "x"\."id" desc$/,
    );
    assert.equal(formatSort(parsed.order), "serviceType,-custom.weight");
  });

  const refused: [text: string, code: string, at: number, mend: RegExp][] = [
    ["updatd", "unknown-field", 0, /Did you mean updated/],
    ["number,-assignee", "wrong-value", 7, /Sort by one of: number, status/],
    ["number,,due", "unknown-field", 7, /./],
    ["number,status,channel,rating,due,created", "too-many-terms", 0, /at most 5/],
  ];
  for (const [text, code, at, mend] of refused) {
    it(`refuses ${text}`, () => {
      const parsed = parseSort(text, FIELDS);
      assert.ok(!parsed.ok);
      const [first] = parsed.errors;
      assert.deepEqual([first?.code, first?.at ?? 0], [code, at]);
      assert.match(first?.mend ?? "", mend);
    });
  }
});
