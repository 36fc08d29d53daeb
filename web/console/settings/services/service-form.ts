import type { TFunction } from "i18next";
import type { FormElement, Service } from "../../../../contract/catalog.ts";
import { checkForm } from "../../../../core/forms/check-form.ts";
import type { Ask } from "../../../kit/api.ts";
import { isSame, type Wrong } from "../frame/use-editor.ts";
import type { Ref } from "../pick/ref-select.tsx";

export type Stage = NonNullable<Service["options"]["stages"]>[number];
type Options = Required<Service["options"]>;

/** What is edited of a service. */
export type ServiceForm = {
  name: string;
  internalName: string;
  type: string;
  category: string;
  /** "" : that of the type. */
  process: string;
  team: Ref | null;
  note: string;
  annotation: string;
  tags: string[];
  position: number;
  portal: boolean;
  active: boolean;
  roles: string[];
  form: FormElement[];
  maxAssignees: number;
} & Options;

const NO_OPTIONS: Options = {
  routing: false,
  qualityControl: false,
  requireDocument: false,
  useControllers: false,
  clientMayReopen: false,
  appointment: false,
  acceptFirst: false,
  authorAssigned: false,
  companyInSubject: false,
  companyInCommand: false,
  assigneeMark: false,
  presetForTeam: false,
  channels: [],
  autoControllers: [],
  stages: [],
  rating: "average",
};

export const NEW_SERVICE: ServiceForm = {
  name: "",
  internalName: "",
  type: "",
  category: "",
  process: "",
  team: null,
  note: "",
  annotation: "",
  tags: [],
  position: 0,
  portal: true,
  active: true,
  roles: [],
  form: [],
  maxAssignees: 1,
  ...NO_OPTIONS,
  clientMayReopen: true,
};

export const formOf = (service: Service): ServiceForm => ({
  name: service.name,
  internalName: service.internalName,
  type: service.type.id,
  category: service.category?.id ?? "",
  process: service.process ?? "",
  team: service.team,
  note: service.note,
  annotation: service.annotation,
  tags: service.tags,
  position: service.position,
  portal: service.portal,
  active: service.active,
  roles: service.roles.map(({ id }) => id),
  form: service.form,
  maxAssignees: service.maxAssignees,
  ...NO_OPTIONS,
  ...service.options,
});

/** What is sent of what has changed; options travel together, and those that are not sent stay. */
export function bodyOf(changed: Partial<ServiceForm>): Ask<"updateService">["body"] {
  const {
    category,
    process,
    team,
    form,
    routing,
    qualityControl,
    requireDocument,
    useControllers,
    clientMayReopen,
    appointment,
    acceptFirst,
    authorAssigned,
    companyInSubject,
    companyInCommand,
    assigneeMark,
    presetForTeam,
    channels,
    autoControllers,
    stages,
    rating,
    ...plain
  } = changed;
  const options = {
    ...(routing === undefined ? {} : { routing }),
    ...(qualityControl === undefined ? {} : { qualityControl }),
    ...(requireDocument === undefined ? {} : { requireDocument }),
    ...(useControllers === undefined ? {} : { useControllers }),
    ...(clientMayReopen === undefined ? {} : { clientMayReopen }),
    ...(appointment === undefined ? {} : { appointment }),
    ...(acceptFirst === undefined ? {} : { acceptFirst }),
    ...(authorAssigned === undefined ? {} : { authorAssigned }),
    ...(companyInSubject === undefined ? {} : { companyInSubject }),
    ...(companyInCommand === undefined ? {} : { companyInCommand }),
    ...(assigneeMark === undefined ? {} : { assigneeMark }),
    ...(presetForTeam === undefined ? {} : { presetForTeam }),
    ...(channels === undefined ? {} : { channels }),
    ...(autoControllers === undefined ? {} : { autoControllers }),
    ...(stages === undefined ? {} : { stages }),
    ...(rating === undefined ? {} : { rating }),
  };
  return {
    ...plain,
    ...(category === undefined ? {} : { category: category || null }),
    ...(process === undefined ? {} : { process: process || null }),
    ...(team === undefined ? {} : { team: team?.id ?? null }),
    ...(form === undefined ? {} : { form: form.map(tidy) }),
    ...(isSame(options, {}) ? {} : { options }),
  };
}

/** Without what does not belong to the type or is empty. */
function tidy({ options, hint, required, ...element }: FormElement): FormElement {
  const isList = element.type === "list" || element.type === "lists";
  const offered = (options ?? []).map((option) => option.trim()).filter(Boolean);
  return {
    ...element,
    ...(required ? { required } : {}),
    ...(hint?.trim() ? { hint: hint.trim() } : {}),
    ...(isList ? { options: offered } : {}),
  };
}

/** Which tab has the field, to bring the person to what is wrong. */
export function tabOf(field: string): "main" | "form" | "work" | "rating" {
  if (field === "form" || field.startsWith("form.")) return "form";
  if (/^(options|stages|maxAssignees|autoControllers|useControllers)/.test(field)) return "work";
  return field === "rating" ? "rating" : "main";
}

export function checkService(value: ServiceForm, t: TFunction): Wrong<ServiceForm> {
  const wrong: Wrong<ServiceForm> = {
    name: value.name.trim() === "" ? t("settings:required") : undefined,
    type: value.type === "" ? t("services:needType") : undefined,
  };
  for (const [index, { label }] of value.form.entries()) {
    if (label.trim() === "") wrong[`form.${index}.label`] = t("settings:required");
  }
  for (const { code, field, params } of checkForm(value.form.map(tidy))) {
    wrong[field] = t(`services:form.wrong.${code}`, params ?? {});
  }
  if (!value.routing) return wrong;
  for (const [index, { name, approvers }] of value.stages.entries()) {
    if (name.trim() === "") wrong[`stages.${index}.name`] = t("settings:required");
    if (approvers.length === 0) wrong[`stages.${index}.approvers`] = t("services:approval.needApprovers");
  }
  if (value.stages.length === 0) wrong.stages = t("services:approval.needStages");
  return wrong;
}
