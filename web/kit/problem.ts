import type { ProblemBody } from "../../contract/shape.ts";

export type Refused = NonNullable<ProblemBody["refusals"]>[number];
export type Difference = NonNullable<ProblemBody["difference"]>;

/**
 * What every failed call throws. `code` is stable (`ticket/refused`, `network/unreachable`), `status` is HTTP's, 0
 * when the server was not reached; `difference` comes with 412: by field, yours and theirs.
 */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly refusals: readonly Refused[];
  readonly difference: Difference | undefined;
  /** To quote to the administrator. */
  readonly instance: string | undefined;

  constructor(body: Partial<ProblemBody> & { code: string; status: number }) {
    super(body.detail ?? body.title ?? body.code);
    this.name = "Problem";
    this.code = body.code;
    this.status = body.status;
    this.refusals = body.refusals ?? [];
    this.difference = body.difference;
    this.instance = body.instance;
  }
}

export const isProblem = (error: unknown, code?: string): error is Problem =>
  error instanceof Problem && (code === undefined || error.code === code);

/** The server was not reached: the same call may be sent again later. */
export const isUnreached = (error: unknown): boolean => isProblem(error) && error.status === 0;
