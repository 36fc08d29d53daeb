import type { Process, Text } from "../core/process/process.ts";
import { process as fieldProcess } from "./field/process.ts";
import { workspace as fieldWorkspace } from "./field/workspace.ts";
import { process as helpdeskProcess } from "./helpdesk/process.ts";
import { workspace as helpdeskWorkspace } from "./helpdesk/workspace.ts";
import { process as housingProcess } from "./housing/process.ts";
import { workspace as housingWorkspace } from "./housing/workspace.ts";
import { process as leadsProcess } from "./leads/process.ts";
import { workspace as leadsWorkspace } from "./leads/workspace.ts";
import { process as linesProcess } from "./lines/process.ts";
import { workspace as linesWorkspace } from "./lines/workspace.ts";
import { process as registryProcess } from "./registry/process.ts";
import { workspace as registryWorkspace } from "./registry/workspace.ts";
import { process as supportProcess } from "./support/process.ts";
import { workspace as supportWorkspace } from "./support/workspace.ts";
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
  {
    key: "support",
    name: { en: "Support by letters", ru: "Поддержка по почте" },
    about: {
      en: "Questions of clients by letter: four fixed statuses, answers, load of agents.",
      ru: "Вопросы клиентов в письмах: четыре постоянных статуса, ответы, нагрузка агентов.",
    },
    process: supportProcess,
    workspace: supportWorkspace,
  },
  {
    key: "lines",
    name: { en: "Two lines of support", ru: "Две линии поддержки" },
    about: {
      en: "Operators distribute, the first line answers, the second one helps; an inbox for everybody.",
      ru: "Операторы распределяют, первая линия отвечает, вторая помогает; у каждого свои входящие.",
    },
    process: linesProcess,
    workspace: linesWorkspace,
  },
  {
    key: "field",
    name: { en: "Field service", ru: "Выездной сервис" },
    about: {
      en: "Visits, deliveries, repairs, remote help: accepted by one, done, checked by another.",
      ru: "Выезды, доставка, ремонт, удаленная помощь: один принимает и делает, другой проверяет.",
    },
    process: fieldProcess,
    workspace: fieldWorkspace,
  },
  {
    key: "registry",
    name: { en: "Registration of documents", ru: "Регистрация документов" },
    about: {
      en: "Submissions to offices: review, clarification, and a public page that tells how far they are.",
      ru: "Представление документов в инспекции: рассмотрение, уточнения и открытая страница со сведениями о них.",
    },
    process: registryProcess,
    workspace: registryWorkspace,
  },
];

/** The preset with this key. */
export const presetOf = (key: string): Preset | undefined => PRESETS.find((preset) => preset.key === key);
