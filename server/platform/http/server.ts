import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import cookie from "@fastify/cookie";
import { registerAjvFormats, TypeBoxValidatorCompiler } from "@fastify/type-provider-typebox";
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from "fastify";
import { sqlState } from "../database.ts";
import { isDatabaseAway } from "../database-away.ts";
import { followRequests } from "./follow-requests.ts";
import { sendSecureHeaders } from "./headers.ts";

import { hearOut } from "./hear-out.ts";
import { badField, Problem } from "./problem.ts";
import { fieldWithZero, soundBody } from "./sound-body.ts";

/** When to come again with what could not be done now, s. */
const RETRY_AFTER_S = 5;

/** Room for an import of places; uploads go another way and are not bound by it. */
const BODY_LIMIT = 6 * 1024 * 1024;

/**
 * An HTTP server that speaks problems: bad input is named field by field, what is not a `Problem` is logged and told
 * only as a number to quote. Headers forbid framing, sniffing and scripts from elsewhere.
 */
export async function makeServer(options: {
  log: boolean | object;
  /** Whose word about the client's address is taken: a number of proxies, or their addresses and ranges. */
  trustProxy?: number | string[];
  /** People come by https. */
  https?: boolean;
}): Promise<FastifyInstance> {
  const app = fastify({
    logger: options.log,
    // A line for every request would drown what needs somebody's eye.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trusted(options.trustProxy),
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: "idle",
    routerOptions: { maxParamLength: 300 },
    // The longest condition as an address has it, where each letter of most scripts takes six characters and more.
    http: { maxHeaderSize: 128 * 1024 },
    genReqId: () => crypto.randomUUID(),
    // An address that cannot be read has no route, and so no error handler either.
    frameworkErrors: (error, request, reply) => answerProblem(asProblem(error, request), request, reply),
    clientErrorHandler: refuseUnreadable,
  });
  registerAjvFormats();
  app.setValidatorCompiler(compileOnce);
  // Answers are typed by the contract and checked against it by the tests; the schema compiler would only slow them.
  app.setSerializerCompiler(() => JSON.stringify);
  await app.register(cookie);
  sendSecureHeaders(app, { https: options.https ?? false });
  followRequests(app);
  hearOut(app);
  app.addHook("preValidation", async (request) => {
    request.body = soundBody(request.body);
  });
  app.setErrorHandler((error: FastifyError | Problem, request, reply) => {
    const problem = asProblem(error, request);
    if (problem.status >= 500) request.log.error({ err: error }, "not answered");
    answerProblem(problem, request, reply);
  });
  app.setNotFoundHandler((request, reply) => {
    const problem = new Problem(
      404,
      "route/not-found",
      `There is nothing at ${request.method} ${request.url.split("?")[0]}.`,
    );
    answerProblem(problem, request, reply);
  });
  return app;
}

const compiled = new WeakMap<object, Map<string, ReturnType<typeof TypeBoxValidatorCompiler>>>();

/** The check of a shape, which two servers of one process share: making them all takes as long as a hundred answers. */
const compileOnce: typeof TypeBoxValidatorCompiler = (route) => {
  const { schema, httpPart = "" } = route;
  const ofShape = compiled.get(schema) ?? new Map();
  compiled.set(schema, ofShape);
  const check = ofShape.get(httpPart) ?? TypeBoxValidatorCompiler(route);
  ofShape.set(httpPart, check);
  return check;
};

function trusted(proxies: number | string[] | undefined) {
  if (typeof proxies === "number") return (_: string, hop: number) => hop < proxies;
  return proxies !== undefined && proxies.length > 0 ? proxies : false;
}

function answerProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
  // As text: the address that cannot be read has no route that would say how to write JSON.
  const body = JSON.stringify(problem.toBody(request.id));
  if (problem.retryAfter !== undefined) reply.header("retry-after", problem.retryAfter);
  reply.code(problem.status).type("application/problem+json; charset=utf-8").send(body);
}

/** What is no HTTP that we speak: an unknown method, an address or headers over 16 KB, a request that never ends. */
function refuseUnreadable(this: FastifyInstance, error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  const [status, code, message] = UNREADABLE[error.code ?? ""] ?? [400, "http/unreadable", "This is no HTTP request."];
  const body = JSON.stringify(new Problem(status, code, message).toBody(crypto.randomUUID()));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Content-Type: application/problem+json; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  if (socket.writable) socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
  socket.destroy(error);
}

const UNREADABLE: Record<string, readonly [number, string, string]> = {
  HPE_INVALID_METHOD: [405, "http/unknown-method", "There is no such method."],
  HPE_HEADER_OVERFLOW: [431, "http/headers-too-long", "The address and the headers have at most 16 KB together."],
  ERR_HTTP_REQUEST_TIMEOUT: [408, "http/too-slow", "The request took too long to come."],
};

function asProblem(error: FastifyError | Problem, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error;
  if (error.validation) {
    const part = error.validationContext ?? "body";
    // A field that is not there is told twice: by its name, and as one that no value would suit.
    const told = error.validation.filter(({ keyword }) => keyword !== "boolean");
    return new Problem(422, "bad-input", "Some of the input is not as it must be.", {
      refusals: (told.length > 0 ? told : error.validation).slice(0, 50).map((fault) => {
        const named = fieldOf(fault);
        return {
          code: `invalid.${fault.keyword}`,
          field: named || part,
          message: fault.message ?? "is not valid",
          mend: mendOf(fault.keyword, fault.params),
        };
      }),
    });
  }
  // The one character that a text may hold everywhere but in PostgreSQL: as a text, and inside of JSON.
  if (["22021", "22P05"].includes(sqlState(error))) {
    const field = [request.params, request.query, request.body].map((part) => fieldWithZero(part)).find(Boolean);
    const message = "A text holds the character U+0000.";
    return badField(field ?? "body", "zero-character", message, "Leave this character out.");
  }
  const status = error.statusCode ?? 500;
  if (status < 500) return refusedByHttp(error, status);
  if (isDatabaseAway(error))
    return new Problem(503, "service/not-ready", "The database does not answer. Try again soon.", {
      retryAfter: RETRY_AFTER_S,
    });
  if (isDiskFull(error))
    return new Problem(503, "service/no-room", "There is no room left on the disk of the server.", {
      retryAfter: RETRY_AFTER_S,
    });
  return new Problem(
    500,
    "internal",
    "Something went wrong on our side. Nothing was saved. Quote the instance when you ask for help.",
  );
}

/** No room, a quota that is used up, or a limit on the size of files. */
const isDiskFull = (error: Error): boolean =>
  "code" in error && typeof error.code === "string" && ["ENOSPC", "EDQUOT", "EFBIG"].includes(error.code);

/** What the server itself refuses before anybody has looked at it: a body that is too large, or no JSON. */
function refusedByHttp(error: FastifyError, status: number): Problem {
  const name = (error.code ?? "bad-request").toLowerCase();
  const code = `http/${name.replace(/^fst_err_/, "").replaceAll("_", "-")}`;
  const mends: Record<number, string> = {
    400: "Send well-formed JSON, without the keys __proto__ and constructor.prototype.",
    413: `Send at most ${BODY_LIMIT / 1024 / 1024} MB; files go to the uploads.`,
    415: "Send application/json.",
  };
  const mend = mends[status];
  if (!mend || !error.code?.startsWith("FST_ERR_CTP")) return new Problem(status, code, error.message);
  return new Problem(status, code, error.message, {
    refusals: [{ code, field: "body", message: error.message, mend }],
  });
}

type Fault = { keyword: string; instancePath: string; params: Record<string, unknown> };

/** The field's path in dots: `client.phone`, `assignees.0`. */
function fieldOf(fault: Fault): string {
  const path = fault.instancePath.split("/").filter(Boolean);
  const list = (value: unknown) => (Array.isArray(value) ? value.filter((name) => typeof name === "string") : []);
  const extra = [...list(fault.params.requiredProperties), ...list(fault.params.additionalProperties)][0];
  return [...path, ...(extra ? [extra] : [])].join(".");
}

function mendOf(keyword: string, params: Record<string, unknown>): string {
  if (keyword === "required") return "Give this field.";
  if (keyword === "additionalProperties") return "There is no such field: check its name in the document of the API.";
  const limit = params.limit;
  if (typeof limit === "number") return `The limit is ${limit}.`;
  return "Give a value as the document of the API describes.";
}
