import type { Process } from "./process.ts";

/** A way out of a status: where it leads, and by what. */
export type Arrow = { to: string; by: "move" | "reaction" | "resume" | "expire" | "approval" | "lease" };

/** All ways out of each status, by hand and by themselves; names of statuses that do not exist are kept. */
export function arrows(process: Process): Map<string, Arrow[]> {
  const out = new Map<string, Arrow[]>(Object.keys(process.statuses).map((key) => [key, []]));
  const add = (from: string, to: string, by: Arrow["by"]) => {
    const known = out.get(from) ?? [];
    if (to !== from && !known.some((arrow) => arrow.to === to && arrow.by === by)) known.push({ to, by });
    out.set(from, known);
  };
  for (const [key, { resume, expires }] of Object.entries(process.statuses)) {
    if (resume) add(key, resume.to, "resume");
    if (expires) add(key, expires.to, "expire");
  }
  for (const move of process.moves) for (const from of move.from) add(from, move.to, "move");
  for (const reaction of process.on) {
    if ("move" in reaction.do) for (const from of reaction.in) add(from, reaction.do.move, "reaction");
  }
  const { approval, lease } = process;
  for (const from of lease?.from ?? []) {
    add(from, lease?.status ?? from, "lease");
    add(lease?.status ?? from, from, "lease");
  }
  if (approval) {
    add(approval.status, approval.clarify, "approval");
    add(approval.status, approval.refused, "approval");
  }
  return out;
}
