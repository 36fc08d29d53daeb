import { ErrorState } from "../../../kit/error-state.tsx";
import { Problem } from "../../../kit/problem.ts";

/** What the address names is not there. */
export const Missing = () => <ErrorState error={new Problem({ code: "page/not-found", status: 404 })} />;
