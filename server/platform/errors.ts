import type { Static } from "typebox";
import type { ProblemBody, Refused } from "../../contract/shape.ts";

/** One reason why something was refused, and what to do about it. */
export type RefusedReason = Static<typeof Refused>;

/** What a problem tells besides its code. */
export interface ProblemDetails {
  /** One short sentence in English for programs and logs; people get texts by the code. */
  readonly title?: string;
  readonly detail?: string;
  readonly refusals?: readonly RefusedReason[];
  /** With 412: what is different now, by field. */
  readonly difference?: Readonly<Record<string, { yours: unknown; theirs: unknown }>>;
  readonly cause?: unknown;
}

/**
 * Every "no" that a caller gets: thrown anywhere, turned into an answer at one place. Anything else that is thrown is
 * a bug and answers 500. The code is `area/what`, for example `ticket/move-refused`; the status an HTTP one.
 */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: ProblemDetails;

  constructor(code: string, status: number, details: ProblemDetails = {}) {
    super(details.title ?? details.detail ?? code, { cause: details.cause });
    this.name = "Problem";
    this.code = code;
    this.status = status;
    this.details = details;
  }

  get refusals(): readonly RefusedReason[] {
    return this.details.refusals ?? [];
  }
}

/** Media type of a rendered problem. */
export const PROBLEM_TYPE = "application/problem+json; charset=utf-8";

/** The body of an answer by RFC 9457. `instance` is the path that was asked. A bug tells nothing about itself. */
export function renderProblem(error: unknown, instance?: string): ProblemBody {
  const problem =
    error instanceof Problem ? error : new Problem("server/failed", 500, { title: "Something broke here" });
  const { title, detail, refusals, difference } = problem.details;
  return {
    type: `urn:pult:problem:${problem.code}`,
    title: title ?? sentence(problem.code),
    status: problem.status,
    code: problem.code,
    ...(detail !== undefined && { detail }),
    ...(instance !== undefined && { instance }),
    ...(refusals && refusals.length > 0 && { refusals: [...refusals] }),
    ...(difference && { difference: { ...difference } }),
  };
}

/** `ticket/move-refused` → `Ticket: move refused`. */
function sentence(code: string): string {
  const text = code.replace("/", ": ").replaceAll("-", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
