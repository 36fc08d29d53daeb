import { useTranslation } from "react-i18next";
import type { Action } from "../../../../core/automation/trigger.ts";
import { textOf } from "../../../kit/i18n.ts";
import { useRoute } from "../../../kit/query.ts";
import { useChoices } from "../automation/use-choices.ts";
import type { Names } from "./rehearsed.tsx";

/** Of a text so much is shown. */
const SHORT = 80;

/** What outcomes name, as people call it: statuses, priorities, fields with their values, actions. */
export function useRehearsalWords(names: Names, statuses: Readonly<Record<string, string>> = {}) {
  const { t } = useTranslation(["rehearsalUi", "automationUi"]);
  const choices = useChoices();
  const priorities = useRoute("listPriorities", {}, { staleTime: 60_000 });
  const nameOf = (id: string) => names[id] ?? t("gone");
  const status = (key: string) => statuses[key] ?? choices.nameOfStatus(key);
  const priority = (key: string) => textOf(priorities.data?.items.find((one) => one.key === key)?.name) || key;
  const value = (field: string, given: unknown): string => {
    if (field === "priority") return typeof given === "string" && given !== "" ? priority(given) : t("nil");
    if (Array.isArray(given)) return given.map((one) => value(field, one)).join(", ");
    if (typeof given === "boolean") return t(given ? "yes" : "no");
    if (given === null || given === undefined || given === "") return t("nil");
    return names[String(given)] ?? String(given);
  };
  const fields = (given: unknown): string =>
    Object.entries(typeof given === "object" && given !== null ? given : {})
      .map(([key, one]) => `${choices.nameOfField(`custom.${key}`)}: ${value(`custom.${key}`, one)}`)
      .join(", ");
  const quoted = (text: string) => `«${text.length > SHORT ? `${text.slice(0, SHORT)}…` : text}»`;
  const details = (action: Action): string[] => {
    switch (action.do) {
      case "move":
        return [quoted(status(action.to))];
      case "assign":
        return [
          ...(action.byDefault ? [t("automationUi:byDefault")] : []),
          ...(action.team === undefined ? [] : [action.team === null ? t("nil") : nameOf(action.team)]),
          ...[...(action.assignees ?? []), ...(action.controllers ?? []), ...(action.observers ?? [])].map(nameOf),
        ];
      case "set":
        return [`${choices.nameOfField(action.field)} – ${value(action.field, action.value)}`];
      case "tag":
        return [
          choices.nameOfField(action.field),
          ...(action.add ?? []).map((one) => `+${value(action.field, one)}`),
          ...(action.remove ?? []).map((one) => `−${value(action.field, one)}`),
        ];
      case "notify":
        return [
          ...action.to.map((part) => t(`automationUi:part.${part}`)),
          ...[...(action.people ?? []), ...(action.teams ?? [])].map(nameOf),
        ];
      case "open":
        return [quoted(action.subject)];
      case "webhook":
        return [action.url];
      case "handOver":
        return (action.assignees ?? []).map(nameOf);
      default:
        return [quoted(action.text)];
    }
  };
  return {
    status,
    priority,
    fields,
    nameOf,
    /** An action in a line: what is done, and with what. */
    action: (action: Action) =>
      [t(`automationUi:action.${action.do}`), details(action).join(", ")].filter(Boolean).join(": "),
  };
}
