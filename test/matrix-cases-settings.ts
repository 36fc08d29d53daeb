import type { RouteName } from "../contract/paths.ts";
import { OWN } from "../core/sms/gateways.ts";
import { CAST_PROCESS } from "./cast.ts";
import type { Caller } from "./matrix-callers.ts";
import type { Case } from "./matrix-cases.ts";
import type { World } from "./matrix-world.ts";
import { RESIDENTS } from "./process-case.ts";

const flat = ({ app }: World) => ({ id: app.cast.places.flat12 });
const ada = ({ app }: World) => ({ id: app.cast.people.ada.id });
const service = ({ app }: World) => ({ id: app.cast.services.lift });
const type = ({ app }: World) => ({ id: app.cast.types.common });
const company = ({ companies }: World, caller: Caller) => ({ id: companies[caller] });
const clientCategory = ({ clientCategories }: World, caller: Caller) => ({ id: clientCategories[caller] });
const serviceCategory = ({ serviceCategories }: World, caller: Caller) => ({ id: serviceCategories[caller] });
const calendar = ({ calendars }: World, caller: Caller) => ({ id: calendars[caller] });
const address = ({ addresses }: World, caller: Caller) => ({ id: addresses[caller] });
const rule = ({ rules }: World, caller: Caller) => ({ id: rules[caller] });
/** The one of nobody stays when the others are deleted. */
const lasting = ({ rules }: World) => ({ id: rules.nobody });
const mailbox = ({ mailboxes }: World, caller: Caller) => ({ id: mailboxes[caller] });
const messenger = ({ messengers }: World, caller: Caller) => ({ id: messengers[caller] });
const lastingMessenger = ({ messengers }: World) => ({ id: messengers.nobody });
/** Nobody listens there. */
const imap = { host: "127.0.0.1", port: 1, secure: "none", login: "desk", password: "secret" };
const gateway = { kind: "other", secret: "s", recipe: { ...OWN, url: "http://127.0.0.1:1/sms" } };
const letterIn = ({ letterIn }: World) => ({ id: letterIn });
const letterOut = ({ letterOut }: World) => ({ id: letterOut });
const named = (_world: World, caller: Caller) => ({ name: `Новое ${caller}` });
const seen = "desk";
const process = () => ({ key: CAST_PROCESS });
const draft = (_world: World, caller: Caller) => ({ key: `draft_${caller}` });

const EMPTY_FILE = JSON.stringify({ format: "pult-configuration/1", fields: [], processes: [], rules: [] });

const processCases = {
  listProcesses: {},
  listProcessDrafts: {},
  createProcess: { body: (world, caller) => ({ ...named(world, caller), key: `own_${caller}` }) },
  getProcess: { params: process },
  saveProcessDraft: { params: draft, seen, body: () => ({ definition: RESIDENTS }) },
  checkProcess: { params: process, body: () => ({ definition: RESIDENTS }) },
  publishProcess: { params: process, body: () => ({}) },
  revertProcess: { params: process, body: () => ({ version: 1 }) },
  deleteProcessDraft: { params: draft, seen },
  listProcessVersions: { params: process },
  getProcessVersion: { params: () => ({ key: CAST_PROCESS, version: "1" }) },
  previewMigration: { params: process, body: () => ({ to: 1, map: {} }) },
  startMigration: { params: process, body: () => ({ to: 1, map: {} }) },
  listMigrations: { params: process },
  exportConfiguration: {},
  previewImport: { body: () => ({ text: EMPTY_FILE }) },
  importConfiguration: { body: () => ({ text: EMPTY_FILE }) },
  addStatus: {
    params: process,
    body: (_world, caller) => ({
      key: `added_${caller}`,
      name: `Статус ${caller}`,
      category: "open",
      colour: "teal",
      from: ["waiting"],
      to: ["in_progress"],
    }),
  },
} satisfies Partial<Record<RouteName, Case>>;

export const clientCases = {
  listPlaces: {},
  createPlace: { body: (_world, caller) => ({ kind: "site", name: `ул. Новая, ${caller}` }) },
  getPlace: { params: flat, seen },
  listPlaceActivity: { params: flat, seen },
  updatePlace: { params: flat, seen, body: () => ({ note: "Домофон 12" }) },
  deletePlace: { params: flat, seen },
  importPlaces: { body: () => ({ text: "Дом;Подъезд;Этаж;Квартира\nул. Ленина, 5;1;3;12", dryRun: true }) },

  // Who opens tickets looks for one; to leaf through all takes the section.
  listContacts: { query: "search=ada", needs: "ticket.write" },
  createContact: { body: named },
  getContact: { params: ada, seen },
  listContactActivity: { params: ada, seen },
  updateContact: { params: ada, seen, body: () => ({ note: "Просит звонить" }) },
  deleteContact: { params: ada, seen },
  giveAccess: { params: ada, seen, body: () => ({ access: true }) },
  listCompanies: { query: "search=boss", needs: "ticket.write" },
  createCompany: { body: named },
  getCompany: { params: company, seen },
  updateCompany: { params: company, seen, body: () => ({ note: "Платит вовремя" }) },
  deleteCompany: { params: company, seen },
  listClientCategories: {},
  createClientCategory: { body: named },
  updateClientCategory: { params: clientCategory, seen, body: named },
  deleteClientCategory: { params: clientCategory, seen },

  listCatalogue: {},
  listServices: {},
  createService: { body: ({ app }, caller) => ({ name: `Услуга ${caller}`, type: app.cast.types.requests }) },
  getService: { params: service, seen },
  updateService: { params: service, seen, body: () => ({ note: "Звонить диспетчеру" }) },
  listServiceTypes: {},
  createServiceType: { body: named },
  updateServiceType: { params: type, seen, body: () => ({ active: true }) },
  listServiceCategories: {},
  createServiceCategory: { body: named },
  updateServiceCategory: { params: serviceCategory, seen, body: named },
  deleteServiceCategory: { params: serviceCategory, seen },
} satisfies Partial<Record<RouteName, Case>>;

export const settingsCases = {
  listCalendars: {},
  createCalendar: { body: named },
  updateCalendar: { params: calendar, seen, body: () => ({ timeZone: "Europe/Moscow" }) },
  deleteCalendar: { params: calendar, seen },
  listFields: {},
  createField: { body: (world, caller) => ({ ...named(world, caller), type: "text" }) },
  checkFormula: { body: () => ({ formula: "created" }) },
  listFieldUses: { params: ({ field }) => ({ id: field }), seen },
  updateField: { params: ({ field }) => ({ id: field }), seen, body: () => ({ name: "Код" }) },
  // A view of boss names it: he is told so.
  deleteField: { params: ({ field }) => ({ id: field }), seen },
  listOrderFields: {},
  listPriorities: {},
  createPriority: { body: (_world, caller) => ({ name: { ru: `Важность ${caller}` }, colour: "red" }) },
  updatePriority: { params: () => ({ key: "high" }), body: () => ({ colour: "amber" }) },
  orderPriorities: { body: () => ({ keys: ["high"] }) },
  deletePriority: { params: () => ({ key: "low" }) },
  getFirstSteps: {},
  getWorkspace: {},
  updateWorkspace: { body: () => ({ timeZone: "Europe/Moscow" }) },
  ...processCases,

  listRules: { query: "kind=sla" },
  createRule: { body: (world, caller) => ({ ...named(world, caller), kind: "routing" }) },
  // Nobody has rules of this kind.
  orderRules: { body: () => ({ kind: "trigger", ids: [] }) },
  getRule: { params: lasting, seen },
  updateRule: { params: lasting, seen, body: () => ({ enabled: false }) },
  listRuleVersions: { params: lasting, seen },
  revertRule: { params: lasting, seen, body: () => ({ version: 1 }) },
  deleteRule: { params: rule, seen },

  listMailAddresses: {},
  createMailAddress: { body: (_world, caller) => ({ address: `new-${caller}@desk.example` }) },
  updateMailAddress: { params: address, seen, body: () => ({ active: true }) },
  deleteMailAddress: { params: address, seen },
  listMailboxes: {},
  createMailbox: { body: ({ addresses }) => ({ address: addresses.dina, ...imap }) },
  updateMailbox: { params: mailbox, seen, body: () => ({ folder: "Support" }) },
  deleteMailbox: { params: mailbox, seen },
  // The one of nobody stays when the others are deleted.
  checkMailbox: { params: ({ mailboxes }) => ({ id: mailboxes.nobody }), seen },
  testMailbox: { body: () => imap },
  getSmsGateway: {},
  setSmsGateway: { body: () => ({ ...gateway, dailyLimit: 10 }) },
  deleteSmsGateway: {},
  testSms: { body: () => ({ ...gateway, phone: "+79031234567" }) },
  listSms: {},
  listNoticeTemplates: { query: "channel=sms" },
  setNoticeTemplate: {
    params: () => ({ channel: "sms", reader: "observer", about: "status" }),
    body: () => ({ text: "№ {{number}}: {{status}}" }),
  },
  listMessengers: {},
  createMessenger: { body: () => ({ kind: "telegram", token: "1:x", apiRoot: "http://127.0.0.1:1" }) },
  updateMessenger: { params: messenger, seen, body: () => ({ active: true }) },
  deleteMessenger: { params: messenger, seen },
  checkMessenger: { params: lastingMessenger, seen },
  listMessengerChats: { params: lastingMessenger, seen },
  updateMessengerChat: { params: (world) => ({ ...lastingMessenger(world), chat: "-100" }), seen, body: () => ({}) },
  listLettersIn: {},
  getLetterIn: { params: letterIn, seen },
  getRawLetter: { params: letterIn, seen },
  retryLetter: { params: letterIn, seen, body: () => ({}) },
  listLettersOut: {},
  getLetterOut: { params: letterOut, seen },
  resendLetter: { params: letterOut, seen },
} satisfies Partial<Record<RouteName, Case>>;
