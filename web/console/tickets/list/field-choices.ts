import { useTranslation } from "react-i18next";
import type { FieldDef } from "../../../../core/fields/field.ts";
import { textOf } from "../../../kit/i18n.ts";

/** Channels that the product knows; a list of the workspace's own has its options with the field. */
const CHANNELS = ["call", "outgoing_call", "visit", "email", "portal", "messenger", "internal", "other"];

/** What can be chosen for a field whose values are listed; `undefined` for all others. */
export function useFieldChoices(field: FieldDef): { value: string; label: string }[] | undefined {
  const { t } = useTranslation("list");
  if (field.options) return field.options.map(({ key, label }) => ({ value: key, label: textOf(label) || key }));
  if (field.key !== "channel") return undefined;
  return CHANNELS.map((key) => ({ value: key, label: t(`channel.${key}`, { defaultValue: key }) }));
}

/** What a field is called in the console, where a column may say it shorter than the field does. */
export function useFieldLabel(): (field: FieldDef) => string {
  const { t } = useTranslation("list");
  return (field) => t(`column.${field.key}`, { defaultValue: textOf(field.label) });
}
