import type { TFunction } from "i18next";
import type { Contact } from "../../../../contract/clients.ts";
import type { Ask } from "../../../kit/api.ts";
import { isEmail, isPhone } from "../../settings/frame/checks.ts";
import type { Wrong } from "../../settings/frame/use-editor.ts";
import type { Ref } from "../../settings/pick/ref-select.tsx";
import { clientBody, orNull } from "../client-body.ts";
import type { Responsible } from "../responsible-fields.tsx";

export type Flat = Contact["places"][number];
export const BASES = ["owner", "family", "tenant", "other"] as const satisfies Flat["basis"][];

export type ContactForm = {
  name: string;
  phone: string;
  email: string;
  copyEmail: string;
  company: Ref | null;
  account: string;
  note: string;
  tags: string[];
  places: Flat[];
  custom: Record<string, unknown>;
} & Responsible;

export const NEW_CONTACT: ContactForm = {
  name: "",
  phone: "",
  email: "",
  copyEmail: "",
  company: null,
  account: "",
  note: "",
  tags: [],
  places: [],
  custom: {},
  manager: null,
  managerTeam: null,
  observers: [],
  observerTeams: [],
};

export const formOf = (contact: Contact): ContactForm => ({
  name: contact.name,
  phone: contact.phone ?? "",
  email: contact.email ?? "",
  copyEmail: contact.copyEmail ?? "",
  company: contact.company,
  account: contact.account ?? "",
  note: contact.note,
  tags: contact.tags,
  places: contact.places,
  custom: contact.custom,
  manager: contact.manager,
  managerTeam: contact.managerTeam,
  observers: contact.observers,
  observerTeams: contact.observerTeams,
});

type Body = NonNullable<Ask<"updateContact">["body"]>;

/** What is sent of what has changed. */
export function bodyOf(changed: Partial<ContactForm>): Body {
  const { phone, email, copyEmail, company, account, places, manager, managerTeam, ...rest } = changed;
  const { observers, observerTeams, ...plain } = rest;
  return {
    ...plain,
    ...clientBody(changed),
    ...(copyEmail === undefined ? {} : { copyEmail: orNull(copyEmail) }),
    ...(account === undefined ? {} : { account: orNull(account) }),
    ...(company === undefined ? {} : { company: company?.id ?? null }),
    ...(places === undefined ? {} : { places: places.map(({ id, basis }) => ({ id, basis })) }),
  };
}

export function checkContact(form: ContactForm, t: TFunction): Wrong<ContactForm> {
  const isMail = (text: string) => text.trim() === "" || isEmail(text);
  return {
    name: form.name.trim() === "" ? t("settings:required") : undefined,
    phone: isPhone(form.phone) ? undefined : t("settings:badPhone"),
    email: isMail(form.email) ? undefined : t("settings:badEmail"),
    copyEmail: isMail(form.copyEmail) ? undefined : t("settings:badEmail"),
  };
}
