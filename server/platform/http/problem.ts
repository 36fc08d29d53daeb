import type { ProblemBody } from "../../../contract/shape.ts";

/** One reason of a refusal: a stable code, the field it is about, and what to do. `message` is plain English. */
export type RefusalView = {
  code: string;
  field?: string;
  message: string;
  mend: string;
  /** Names the sentence in the locales' `refusal`, where it is not that of the code. */
  text?: string;
  params?: Record<string, string | number>;
};

/**
 * What the API says when it does not do what was asked (RFC 9457). Everything thrown that is not a `Problem` is a bug
 * and answers 500.
 */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly refusals: RefusalView[];
  readonly difference: ProblemBody["difference"];
  readonly parts: ProblemBody["parts"];
  /** Goes out as `Retry-After`, seconds. */
  readonly retryAfter: number | undefined;

  constructor(
    status: number,
    code: string,
    message: string,
    more: {
      refusals?: RefusalView[];
      difference?: ProblemBody["difference"];
      parts?: ProblemBody["parts"];
      retryAfter?: number;
    } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.refusals = more.refusals ?? [];
    this.difference = more.difference;
    this.parts = more.parts;
    this.retryAfter = more.retryAfter;
  }

  /** The body of the answer; `instance` is the request's id, for people to quote. */
  toBody(instance: string): ProblemBody {
    return {
      type: `https://pult.example/problems/${this.code}`,
      title: this.message,
      status: this.status,
      code: this.code,
      instance,
      ...(this.refusals.length > 0 ? { refusals: this.refusals } : {}),
      ...(this.difference ? { difference: this.difference } : {}),
      ...(this.parts ? { parts: this.parts } : {}),
    };
  }
}

/** The thing is not there, or not for this person: the two are never told apart. */
export const notFound = (what: string): Problem => new Problem(404, `${what}/not-found`, `There is no such ${what}.`);

/** The person sees the thing but may not do this. */
export const forbidden = (needs?: string): Problem =>
  new Problem(
    403,
    "not-allowed",
    needs ? `Your role lacks the permission ${needs}.` : "Your role does not allow this.",
  );

/** One field of the body is wrong: named, with the mend. */
export const badField = (
  field: string,
  code: string,
  message: string,
  mend: string,
  params?: RefusalView["params"],
): Problem =>
  new Problem(422, "bad-input", message, { refusals: [{ code, field, message, mend, ...(params && { params }) }] });
