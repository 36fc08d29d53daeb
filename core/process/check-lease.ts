import { isPermission } from "../access/permissions.ts";
import { hasEnded } from "./case.ts";
import type { Fault } from "./check.ts";
import type { Process } from "./process.ts";

/** The status of the processing window is come to by its window alone, and left by somebody who saves. */
export function checkLease({ lease, moves, start, statuses }: Process): Fault[] {
  if (!lease) return [];
  const fault = (at: string, text: string): Fault => ({ code: "lease-contradiction", at: `lease.${at}`, text });
  const faults: Fault[] = [];
  if (lease.from.length === 0) faults.push(fault("from", "No status lets the window be opened."));
  if (lease.from.includes(lease.status)) faults.push(fault("from", `It takes from "${lease.status}" to itself.`));
  if (start === lease.status) faults.push(fault("status", "A new ticket has no window open."));
  if (moves.some(({ to }) => to === lease.status)) faults.push(fault("status", "A move leads here without a window."));
  const category = statuses[lease.status]?.category;
  if (category && hasEnded(category)) faults.push(fault("status", "Nobody processes a ticket that has ended."));
  if (!moves.some(({ from, by }) => from.includes(lease.status) && by.includes("employee"))) {
    faults.push(fault("status", "Nothing can be saved in the window: no move of an employee leads out."));
  }
  if (!isPermission(lease.permission)) {
    const text = `There is no permission "${lease.permission}".`;
    faults.push({ code: "unknown-permission", at: "lease.permission", text });
  }
  return faults;
}
