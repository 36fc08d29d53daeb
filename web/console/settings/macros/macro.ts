import type { Action } from "../../../../core/automation/trigger.ts";
import type { Answer } from "../../../kit/api.ts";

export type Macro = Answer<"listMacros">["items"][number];

/** What a macro does; the server has checked what stands there. */
export const actionsOf = ({ actions }: Macro): Action[] => actions as unknown as Action[];
