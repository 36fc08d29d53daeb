import mustache from "mustache";
import type { FieldDef } from "../../core/fields/field.ts";
import { linkOf } from "../../core/fields/link.ts";
import { LINKS } from "../../core/fields/linked-field.ts";
import type { Registry } from "../../core/fields/registry.ts";
import type { Process, Text } from "../../core/process/process.ts";
import type { Tx } from "../platform/database.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { loadNamedProcess } from "../settings/renamed.ts";
import type { TicketRowFull } from "../tickets/columns.ts";
import { fieldValues } from "../tickets/field-values.ts";
import { loadNames } from "../tickets/ticket-names.ts";
import { withElsewhere } from "../tickets/with-elsewhere.ts";

/** For whom a template is filled in. */
export type Reading = {
  registry: Registry;
  language: "ru" | "en" | "id" | "fa";
  /** The name of who writes; empty for rules. */
  me: string;
  /** Where the reader opens the ticket; empty: nowhere. */
  link: string;
};

/** Fills templates about a ticket in: `fill("Заявка {{number}}")`. The ticket's names are read once. */
export async function templateFiller(
  tx: Tx,
  row: TicketRowFull,
  reading: Reading,
): Promise<(template: string) => string> {
  const view = await variablesOf(tx, row, reading);
  // Plain text: what it is put into does the escaping.
  return (template) => mustache.render(template, view, {}, { escape: String });
}

/** The fields of a ticket as people read them, by key: `custom.meters` lies in `custom`. */
async function variablesOf(tx: Tx, row: TicketRowFull, reading: Reading): Promise<Record<string, unknown>> {
  const { registry, language, me, link } = reading;
  const desk = await loadSettings(tx, row.workspace_id);
  const process = await loadNamedProcess(tx, row.workspace_id, row.process_key, row.process_version);
  const whole = await withElsewhere(tx, row, registry.fields);
  const names = await loadNames(tx, row.workspace_id, [whole], registry.fields);
  const values = fieldValues(whole, registry.fields, names, desk.zone);
  const shown = registry.fields.map(
    (field) => [field.key, readable(field, values[field.key], { ...desk, language, process })] as const,
  );
  const of = (owner: string) =>
    Object.fromEntries(
      shown.flatMap(([key, value]) => (key.startsWith(`${owner}.`) ? [[key.slice(owner.length + 1), value]] : [])),
    );
  const plain = Object.fromEntries(shown);
  // `{{contact}}` is his name, `{{contact.vip}}` what the desk keeps of him; where there is nobody, there is neither.
  const linked = LINKS.map((link) => [link, plain[link] ? { ...of(link), toString: () => plain[link] ?? "" } : null]);
  return {
    ...plain,
    ...Object.fromEntries(linked),
    custom: of("custom"),
    description: row.description,
    statusComment: row.status_comment,
    firm: desk.organisation.name,
    link,
    me,
  };
}

type Words = { language: Reading["language"]; zone: string; process: Process };
const YES: Record<Reading["language"], [yes: string, no: string]> = {
  ru: ["да", "нет"],
  en: ["yes", "no"],
  id: ["ya", "tidak"],
  fa: ["بله", "خیر"],
};

/** A value as it stands in a sentence; what is absent is nothing. */
function readable(field: FieldDef, value: unknown, words: Words): string {
  const { language, zone, process } = words;
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map((one) => readable(field, one, words)).join(", ");
  if (typeof value === "boolean") return YES[language][value ? 0 : 1];
  if (field.unit === "seconds" && typeof value === "number") return spanInText(value, language);
  if (field.type === "status") return said(process.statuses[String(value)]?.name, language) || String(value);
  const option = field.options?.find(({ key }) => key === value);
  if (option) return said(option.label, language);
  if (field.type === "moment" && typeof value === "string") {
    return new Date(value).toLocaleString(language, { timeZone: zone, dateStyle: "long", timeStyle: "short" });
  }
  if (field.type === "date" && typeof value === "string") {
    return new Date(`${value}T00:00:00Z`).toLocaleDateString(language, { timeZone: "UTC", dateStyle: "long" });
  }
  if (typeof value !== "object") return String(value);
  if ("amount" in value && "currency" in value) return money(value, language);
  if (field.type === "link") return linkInText(value);
  return "name" in value ? String(value.name) : "";
}

/** Days, hours and minutes of a span, without those that are none: `2 ч 15 мин`. */
function spanInText(seconds: number, language: string): string {
  const minutes = Math.floor(Math.abs(seconds) / 60);
  const parts = { days: Math.floor(minutes / 1440), hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60 };
  const text = new Intl.DurationFormat(language, { style: "short" }).format(parts) || `0`;
  return seconds < 0 ? `-${text}` : text;
}

function linkInText(value: unknown): string {
  const link = linkOf(value);
  return link ? (link.text ? `${link.text} (${link.url})` : link.url) : "";
}

const said = (text: Text | undefined, language: Reading["language"]): string => text?.[language] ?? text?.en ?? "";

function money({ amount, currency }: { amount: unknown; currency: unknown }, language: string): string {
  const format = new Intl.NumberFormat(language, { style: "currency", currency: String(currency) });
  return format.format(Number(amount) / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
