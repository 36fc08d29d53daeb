import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { RoutingResult } from "../../../../core/routing/result.ts";
import type { Rule } from "../rules/rule-kind.ts";

/** What follows from a routing rule in a line: "team Lifts · assignee by Default · observers 2". */
export function useRoutingSummary(): (rule: Pick<Rule, "result" | "names">) => ReactNode {
  const { t } = useTranslation(["routingUi", "list"]);
  return ({ result, names }) => {
    const { team, assignee, controllers, observers, observerTeams, priority, fields, skills }: RoutingResult = result;
    const name = (id: string) => names[id] ?? t("gone");
    const all = (ids: readonly string[] = []) => ids.map(name).join(", ");
    const watching = [all(observers), all(observerTeams)].filter(Boolean).join(", ");
    const parts = [
      team && t("says.team", { name: name(team) }),
      assignee ? t("says.assignee", { name: name(assignee) }) : assignee === null && t("says.byDefault"),
      skills?.length && t("says.skills", { names: skills.join(", ") }),
      controllers?.length && t("says.controllers", { names: all(controllers) }),
      watching && t("says.observers", { names: watching }),
      priority && t("says.priority", { name: t(`list:priority.${priority}`, { defaultValue: priority }) }),
      Object.keys(fields ?? {}).length > 0 && t("says.fields", { count: Object.keys(fields ?? {}).length }),
    ].filter((part) => typeof part === "string" && part !== "");
    return parts.length > 0 ? parts.join(" · ") : t("says.nothing");
  };
}
