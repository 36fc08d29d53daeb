import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Value } from "typebox/value";
import { PATHS } from "../../../contract/paths.ts";
import type { Route } from "../../../contract/route.ts";
import { ROUTES } from "../../../contract/routes.ts";
import { type TestApp, testApp } from "../../../test/app.ts";
import { names } from "../../../test/contract-check.ts";
import { statusOf } from "./openapi.ts";

type Operation = {
  operationId: string;
  summary: string;
  description: string;
  security?: unknown[];
  parameters: { name: string; in: string; required?: boolean; example?: unknown }[];
  requestBody?: { content: Record<string, { schema: unknown; example?: unknown }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: unknown; example?: unknown }> }>;
};
type Document = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> };
};

let app: TestApp;
let text: string;
let document: Document;
before(async () => {
  app = await testApp();
  const answer = await app.server.inject({ url: "/api/openapi.json" });
  text = answer.payload;
  document = JSON.parse(text);
});
after(() => app.close());

const operationOf = (name: keyof typeof PATHS): Operation | undefined => {
  const [method = "", path = ""] = PATHS[name].split(" ");
  return document.paths[path]?.[method.toLowerCase()];
};

describe("the document of the API", () => {
  it("describes every route of the contract, with examples and errors, for signed-in people and programs", () => {
    assert.equal(document.openapi, "3.1.0");
    assert.deepEqual(Object.keys(document.components.securitySchemes), ["session", "token"]);
    for (const name of names()) {
      const operation = operationOf(name);
      const route: Route = ROUTES[name];
      assert.equal(operation?.operationId, name);
      assert.ok(operation.summary && operation.description, name);
      for (const code of route.problems ?? []) {
        assert.ok(operation.responses[statusOf(code)]?.description.includes(code), `${name} tells of ${code}`);
      }
      assert.equal("401" in operation.responses, route.door !== "public", name);
      for (const parameter of operation.parameters) {
        if (parameter.required) assert.ok(parameter.example !== undefined, `${name} ${parameter.name}`);
      }
      const body = operation.requestBody?.content["application/json"];
      assert.equal(body !== undefined, route.body !== undefined, name);
    }
  });

  it("gives an example of every body and answer that is no file, of uploads too", () => {
    for (const [path, item] of Object.entries(document.paths)) {
      for (const [method, { requestBody, responses }] of Object.entries(item)) {
        assert.ok(
          Object.keys(responses).some((status) => status >= "400"),
          `${method} ${path}: errors`,
        );
        for (const { content = {} } of [requestBody ?? {}, ...Object.values(responses)]) {
          const without = Object.entries(content).filter(
            ([type, { example }]) => type.endsWith("json") && example === undefined,
          );
          assert.deepEqual(without, [], `${method} ${path}`);
        }
      }
    }
  });

  it("gives examples that fit their own shapes", () => {
    for (const name of names()) {
      const route: Route = ROUTES[name];
      const operation = operationOf(name);
      const answer = operation?.responses[route.status]?.content?.["application/json"]?.example;
      if (route.answer) assert.deepEqual([...Value.Errors(route.answer, answer)], [], `${name}: answer`);
      const body = operation?.requestBody?.content["application/json"]?.example;
      if (route.body) assert.deepEqual([...Value.Errors(route.body, body)], [], `${name}: body`);
    }
  });

  it("refers to nothing that is not in it, and tells of uploads too", () => {
    const referred = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name = ""]) => name);
    assert.deepEqual(
      [...new Set(referred)].filter((name) => !(name in document.components.schemas)),
      [],
    );
    assert.ok(referred.includes("Ticket"));
    assert.deepEqual(Object.keys(document.paths["/uploads/{id}"] ?? {}), ["head", "patch", "delete"]);
  });

  it("can be read in a browser, from files of this server alone and without scripts in the page", async () => {
    const page = await app.server.inject({ url: "/api/docs" });
    assert.equal(page.statusCode, 200);
    const sources = [...page.payload.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source = ""]) => source);
    assert.ok(sources.length > 4);
    for (const source of sources) {
      assert.match(source, /^\/api\/docs\/static\//);
      assert.equal((await app.server.inject({ url: source })).statusCode, 200, source);
    }
    assert.doesNotMatch(page.payload, /<script>|<script [^>]*>\s*\S+\s*<\/script>/);
    const policy = String(page.headers["content-security-policy"]);
    assert.match(policy, /script-src 'self'/);
    const initializer = await app.server.inject({ url: "/api/docs/static/swagger-initializer.js" });
    assert.doesNotMatch(initializer.payload, /validator\.swagger\.io/);
    // The other layout draws a bar with a style that stands in the page.
    assert.match(initializer.payload, /"layout":\s*"BaseLayout"/);
  });
});
