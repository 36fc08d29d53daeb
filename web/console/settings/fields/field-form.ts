import type { Subject } from "../../../../core/fields/card-fields.ts";
import { CUSTOM_TYPES, type CustomType } from "../../../../core/fields/field.ts";
import { textOf } from "../../../kit/i18n.ts";
import type { FieldAccess } from "./access-fields.tsx";
import type { Field } from "./field-list.tsx";
import type { OptionRow } from "./options-field.tsx";

/** The page that lists the fields of a subject, and the one that adds one. */
export const listOf = (subject: Subject): string =>
  subject === "ticket" ? "/settings/fields" : `/settings/fields/${subject}`;
export const addTo = (subject: Subject): string => `${listOf(subject)}/new`;

/** Asked as everybody asks for fields of tickets, so that one answer serves all. */
export const askFor = (subject: Subject) => (subject === "ticket" ? {} : { query: { subject } });

export const hasOptions = (type: string): boolean => type === "list" || type === "lists";

export type FieldForm = {
  name: string;
  type: CustomType;
  subject: Subject;
  options: readonly OptionRow[];
  formula: string;
  serviceTypes: readonly string[];
  required: boolean;
  access: FieldAccess;
  active: boolean;
};
export const START: FieldForm = {
  name: "",
  type: "text",
  subject: "ticket",
  options: [],
  formula: "",
  serviceTypes: [],
  required: false,
  access: { employee: "write", client: "hidden", roles: {} },
  active: true,
};

/** The values with a name, trimmed. */
export const namedOf = (options: readonly OptionRow[]): OptionRow[] =>
  options.map((option) => ({ ...option, name: option.name.trim() })).filter(({ name }) => name !== "");

/** The values that are offered now. */
export const offeredOf = ({ choices }: Field): OptionRow[] =>
  choices.filter(({ retired }) => !retired).map(({ key, name }) => ({ key, name: textOf(name) || key }));

export const typeOf = (field: Field): CustomType =>
  field.computed ? "formula" : (CUSTOM_TYPES.find((one) => one === field.type) ?? "text");

/** The form of a field as it is. */
export const formOf = (field: Field): FieldForm => ({
  name: textOf(field.name),
  type: typeOf(field),
  subject: field.subject,
  options: offeredOf(field),
  formula: field.formula?.text ?? "",
  serviceTypes: field.serviceTypes,
  required: field.required,
  access: { ...START.access, ...field.access },
  active: field.active,
});
