import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { moneyIn } from "../../../kit/field-value.tsx";
import { formatDay, formatMoment, formatMoney, formatNumber, formatSpan, formatWork } from "../../../kit/format.ts";
import { textOf } from "../../../kit/i18n.ts";
import { useRoute } from "../../../kit/query.ts";
import type { Ticket } from "./collisions.ts";
import type { Words } from "./event-sentences.ts";
import { readStatuses, type StatusOf } from "./statuses.ts";

export type Field = Answer<"listFields">["items"][number];
/** What changes once in months is asked for once, ms. */
export const RARELY = { staleTime: 10 * 60_000 };

/** The workspace's own fields, in the order of its settings. Their keys are without `custom.`. */
export function useCustomFields(): readonly (Field & { name: Field["name"] })[] {
  const { data } = useRoute("listFields", {}, RARELY);
  return (data?.items ?? [])
    .filter(({ custom, mine }) => custom && mine !== "hidden")
    .map((field) => ({ ...field, key: field.key.replace(/^custom\./, "") }));
}

/** Those that this person fills in on tickets of the service type. */
export const useWritableFields = (serviceType: string | null | undefined) =>
  useCustomFields().filter((field) => field.active && field.mine === "write" && isOfType(field, serviceType));

/** How the process of the ticket calls its statuses; those that only earlier versions had as these called them. */
export function useStatuses(process: string): (key: string) => StatusOf {
  const { data } = useRoute("listProcesses", {}, RARELY);
  const own = data?.items.find((item) => item.key === process);
  const statuses = new Map<string, StatusOf>(own?.past.map((status) => [status.key, status]));
  for (const [key, status] of readStatuses(own?.definition)) statuses.set(key, status);
  return (key) => statuses.get(key) ?? { key, name: { en: key, ru: key }, colour: "grey", category: "open" };
}

/** How everything in the history and in differences is called. */
export function useWords(ticket: Ticket): Words {
  const { t, i18n } = useTranslation(["card", "refusal"]);
  const statusOf = useStatuses(ticket.process);
  const custom = useCustomFields();
  const showAnswer = useShowAnswer();
  const { data: priorities } = useRoute("listPriorities", {}, RARELY);
  return {
    status: (key) => textOf(statusOf(key).name),
    stage: (key) => textOf((ticket.stages ?? []).find((stage) => stage.key === key)?.name) || key,
    moment: (at) => formatMoment(at),
    span: formatSpan,
    work: formatWork,
    field: (name) => {
      const [group, key] = name.split(".");
      const label = ticket.form.find((answer) => answer.key === key)?.label;
      if (group === "form") return label ?? t("field.formAnswer");
      if (group === "custom" && key) return textOf(custom.find((field) => field.key === key)?.name) || key;
      return t(`field.${name}`, { defaultValue: name });
    },
    value: (field, value, names) => {
      if (value === null || value === undefined) return "";
      if (field === "status" && typeof value === "string") return textOf(statusOf(value).name);
      if (field === "priority")
        return textOf(priorities?.items.find(({ key }) => key === value)?.name) || String(value);
      const choices = custom.find(({ key }) => field === `custom.${key}`)?.choices ?? [];
      if (choices.length > 0) return showChoice(choices, value);
      if (field === "resumeAt" && typeof value === "string") return formatMoment(value);
      if (field === "client") return unregisteredText(value);
      if (Array.isArray(value)) {
        return new Intl.ListFormat(i18n.language).format(value.map((item) => names[String(item)] ?? String(item)));
      }
      return typeof value === "string" ? (names[value] ?? showAnswer(value)) : showAnswer(value);
    },
    channel: (key) => t(`channel.${key}`, { defaultValue: key }),
    refusal: (code) => t(`refusal:${code}`, { defaultValue: "" }) || t("event.unknownReason"),
    action: (name) => t(`automation.${name}`, { defaultValue: name }),
  };
}

/** The values of a list by their names; one that is gone by its key. */
export function showChoice(choices: Field["choices"], value: unknown): string {
  const named = (key: unknown) => textOf(choices.find((one) => one.key === key)?.name) || String(key ?? "");
  return Array.isArray(value) ? value.map(named).join("; ") : named(value);
}

/** What can be given of a list, with what is given already. */
export const choicesFor = (choices: Field["choices"], value: unknown): { value: string; label: string }[] =>
  choices
    .filter(({ key, retired }) => !retired || (Array.isArray(value) ? value.includes(key) : value === key))
    .map(({ key, name }) => ({ value: key, label: textOf(name) || key }));

function unregisteredText(value: unknown): string {
  if (typeof value !== "object" || value === null) return "";
  const parts = new Map<string, unknown>(Object.entries(value));
  return ["name", "phone", "email"].flatMap((name) => parts.get(name) ?? []).join(", ");
}

/** An answer to an order form or the value of a custom field, as people read it. */
export function useShowAnswer(): (value: unknown) => string {
  const { t, i18n } = useTranslation();
  return (value) => {
    if (value === null || value === undefined) return "";
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    if (typeof value === "number") return formatNumber(value);
    if (Array.isArray(value)) return new Intl.ListFormat(i18n.language).format(value.map(String));
    if (typeof value === "string") {
      if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return formatMoment(value);
      return /^\d{4}-\d\d-\d\d$/.test(value) ? formatDay(value) : value;
    }
    if (typeof value === "object" && ("name" in value || "url" in value)) return wordOf(value);
    const { amount, currency } = moneyIn(value);
    return currency ? formatMoney(amount, currency) : "";
  };
}

/** A file by its name, a link by its text or address. */
function wordOf(value: object): string {
  const { name, text, url }: { name?: unknown; text?: unknown; url?: unknown } = value;
  return String(name ?? (text || url) ?? "");
}

/** Whether tickets of this service type have the field. */
export const isOfType = ({ serviceTypes }: Pick<Field, "serviceTypes">, type: string | null | undefined): boolean =>
  serviceTypes.length === 0 || (typeof type === "string" && serviceTypes.includes(type));
