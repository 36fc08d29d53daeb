import { useTranslation } from "react-i18next";
import type { BulkAction } from "../../../../contract/bulk.ts";
import { textOf } from "../../../kit/i18n.ts";
import { useRoute } from "../../../kit/query.ts";
import { readStatuses, type StatusOf } from "../card/statuses.ts";
import { useNamesOf } from "../list/lookup.ts";

const RARELY = { staleTime: 10 * 60_000 };

/** A status that tickets can be brought to by hand, and whether it lasts until a day. */
export type Target = StatusOf & { resumes: boolean };

/** The statuses of all processes that some move of an employee leads to, in their order. */
export function useTargets(): Target[] {
  const { data } = useRoute("listProcesses", {}, RARELY);
  const targets = new Map<string, Target>();
  for (const { definition } of data?.items ?? []) {
    const moves = definition.moves;
    const led = (Array.isArray(moves) ? moves : []).flatMap((move: unknown) => targetOf(move));
    for (const [key, status] of readStatuses(definition)) {
      if (!led.includes(key) || targets.has(key)) continue;
      targets.set(key, { ...status, resumes: hasResume(definition.statuses, key) });
    }
  }
  return [...targets.values()];
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function targetOf(move: unknown): string[] {
  if (!isRecord(move) || typeof move.to !== "string") return [];
  return Array.isArray(move.by) && move.by.includes("employee") ? [move.to] : [];
}

function hasResume(statuses: unknown, key: string): boolean {
  const status = isRecord(statuses) ? statuses[key] : undefined;
  return isRecord(status) && isRecord(status.resume);
}

/** What an action is called where it is told of: "Status: Done". */
export function useActionTitle(action: BulkAction): string {
  const { t } = useTranslation("bulk");
  const { data: processes } = useRoute("listProcesses", {}, { ...RARELY, enabled: action.do === "move" });
  const names = useNamesOf("employee", action.do === "assign" ? action.employees : []);
  if (action.do === "move") {
    const all = (processes?.items ?? []).map(({ definition }) => readStatuses(definition).get(action.to));
    const status = all.find((one) => one !== undefined);
    return t("title.move", { status: status ? textOf(status.name) : action.to });
  }
  if (action.do !== "assign") return t(`title.${action.do}`);
  const people = action.employees.map((id) => names.get(id) ?? "…").join(", ");
  return t(`title.${action.mode}`, { part: t(`kind.${action.part}`), people: people || t("nobody") });
}
