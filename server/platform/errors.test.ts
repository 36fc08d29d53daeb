import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Check } from "typebox/value";
import { ProblemBody } from "../../contract/shape.ts";
import { Problem, renderProblem } from "./errors.ts";

describe("renderProblem", () => {
  it("tells the code and the refusals one by one, as the contract says", () => {
    const refusals = [{ code: "comment-required", field: "comment", message: "No comment", mend: "Write one" }];
    const body = renderProblem(new Problem("ticket/move-refused", 409, { refusals }), "/api/v1/tickets/7/move");
    assert.deepEqual(body, {
      type: "urn:pult:problem:ticket/move-refused",
      title: "Ticket: move refused",
      status: 409,
      code: "ticket/move-refused",
      instance: "/api/v1/tickets/7/move",
      refusals,
    });
    assert.ok(Check(ProblemBody, body));
  });

  it("tells nothing of a bug", () => {
    const body = renderProblem(new Error("password=hunter2"));
    assert.deepEqual([body.status, body.code], [500, "server/failed"]);
    assert.ok(!JSON.stringify(body).includes("hunter2"));
  });
});
