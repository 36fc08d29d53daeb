import type { Permission } from "../../../core/access/permissions.ts";

/** A page of settings; `name` is its key in `settings:page` and, below `/settings/`, mostly its address. */
export type SettingsPage = {
  name: string;
  to: string;
  search?: object;
  /** Who may open it; absent: everybody. */
  permission?: Permission;
  /** It is there while the workspace uses this. */
  application?: "macros" | "workingTime";
};

const page = (name: string, permission?: Permission, to = `/settings/${name}`): SettingsPage =>
  permission === undefined ? { name, to } : { name, to, permission };

/** The pages in the order in which a desk is set up. */
export const GROUPS: readonly { key: string; pages: readonly SettingsPage[] }[] = [
  {
    key: "people",
    pages: [
      page("employees", "section.employees"),
      page("roles", "section.employees"),
      page("teams", "section.employees"),
    ],
  },
  {
    key: "work",
    pages: [
      page("services", "section.services"),
      page("service-types", "section.services"),
      page("service-categories", "section.services"),
      page("processes", "section.settings"),
      page("fields", "section.settings"),
      page("routing", "section.settings"),
      page("priorities", "section.settings"),
      page("sla", "section.settings"),
      page("calendars", "section.settings"),
    ],
  },
  {
    key: "automation",
    pages: [
      page("triggers", "section.settings"),
      page("canned-replies", "section.settings"),
      { ...page("macros"), application: "macros" },
      page("applications", "section.settings"),
    ],
  },
  {
    key: "clients",
    pages: [
      page("places", "section.places", "/places"),
      { ...page("import", "section.places", "/places"), search: { open: "import" } },
      page("client-categories", "section.companies"),
    ],
  },
  {
    key: "mail",
    pages: [
      page("mail-addresses", "section.settings"),
      page("mailboxes", "section.settings"),
      page("messengers", "section.settings"),
      page("outbox", "section.settings"),
      page("received", "section.settings"),
      page("email-notices", "section.settings"),
      page("sms-notices", "section.settings"),
    ],
  },
  {
    key: "desk",
    pages: [
      page("workspace", "section.settings"),
      { ...page("working-time"), application: "workingTime" },
      page("profile"),
    ],
  },
];

export const isOpenTo = ({ permission }: SettingsPage, may: (permission: Permission) => boolean): boolean =>
  permission === undefined || may(permission);

export const pageNamed = (name: string): SettingsPage | undefined =>
  GROUPS.flatMap(({ pages }) => pages).find((one) => one.name === name);
