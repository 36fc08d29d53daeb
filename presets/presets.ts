import type { Process, Text } from "../core/process/process.ts";
import { process as helpdeskProcess } from "./helpdesk/process.ts";
import { workspace as helpdeskWorkspace } from "./helpdesk/workspace.ts";
import { process as housingProcess } from "./housing/process.ts";
import { workspace as housingWorkspace } from "./housing/workspace.ts";
import { process as leadsProcess } from "./leads/process.ts";
import { workspace as leadsWorkspace } from "./leads/workspace.ts";
import type { WorkspacePreset } from "./workspace-preset.ts";

/** A ready-made desk: what stands on its card at set-up, its process, and what a workspace of it begins with. */
export type Preset = { key: string; name: Text; about: Text; process: Process; workspace: WorkspacePreset };

/** The presets in the order of their cards. */
export const PRESETS: readonly Preset[] = [
  {
    key: "housing",
    name: { en: "Property management", ru: "Управление домами" },
    about: {
      en: "Requests of residents: sites and flats, approval, quality control, ratings.",
      ru: "Заявки жителей: дома и квартиры, согласование, контроль качества, оценки.",
    },
    process: housingProcess,
    workspace: housingWorkspace,
  },
  {
    key: "helpdesk",
    name: { en: "Service company", ru: "Сервисная компания" },
    about: {
      en: "Requests of companies to those who service them: contacts, letters, deferred work.",
      ru: "Заявки компаний к обслуживающей организации: контакты, письма, отложенные работы.",
    },
    process: helpdeskProcess,
    workspace: helpdeskWorkspace,
  },
  {
    key: "leads",
    name: { en: "Visitors of a site", ru: "Заявки с сайта" },
    about: {
      en: "Requests of visitors: one employee at a time processes each, in a window of its own.",
      ru: "Заявки посетителей: каждую обрабатывает один сотрудник, в своём окне.",
    },
    process: leadsProcess,
    workspace: leadsWorkspace,
  },
];

/** The preset with this key. */
export const presetOf = (key: string): Preset | undefined => PRESETS.find((preset) => preset.key === key);
