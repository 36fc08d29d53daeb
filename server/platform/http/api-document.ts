import { readFile } from "node:fs/promises";
import swagger, { type StaticDocumentSpec } from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import { type Node, openApiDocument } from "./openapi.ts";

/** The document of these paths and its text: a megabyte, written once for all servers of a process. */
type Written = StaticDocumentSpec & { text: string };
const written = new WeakMap<object, Written>();

/** Serves the document of the API at `/api/openapi.json`, and to be read and tried at `/api/docs`. */
export async function serveApiDocument(app: FastifyInstance, paths: Record<string, Node>): Promise<void> {
  const { document, text } = written.get(paths) ?? (await write(paths));
  app.get("/api/openapi.json", (_, reply) => reply.type("application/json; charset=utf-8").send(text));
  await app.register(swagger, { mode: "static", specification: { document } });
  await app.register(swaggerUi, {
    routePrefix: "/api/docs",
    // The document is not sent to anybody to be checked.
    validatorUrl: false,
    // Without the bar on top: its picture brings a style of its own, which the policy of our pages rightly blocks, and
    // its field would load documents from elsewhere.
    uiConfig: {
      layout: "BaseLayout",
      docExpansion: "none",
      filter: true,
      tryItOutEnabled: true,
      persistAuthorization: false,
    },
    theme: { title: "Pult API" },
  });
}

async function write(paths: Record<string, Node>): Promise<Written> {
  const { version }: { version: string } = JSON.parse(
    await readFile(new URL("../../../package.json", import.meta.url), "utf8"),
  );
  const text = JSON.stringify(openApiDocument({ version, paths }));
  const made: Written = { document: JSON.parse(text), text };
  written.set(paths, made);
  return made;
}
