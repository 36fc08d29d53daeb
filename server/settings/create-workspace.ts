import { sql } from "kysely";
import { checkProcess } from "../../core/process/check.ts";
import type { Process, Text } from "../../core/process/process.ts";
import { actionIn } from "../../presets/preset-rules.ts";
import { type Preset, presetOf } from "../../presets/presets.ts";
import { inLanguage } from "../../presets/workspace-preset.ts";
import { addCannedReplies } from "../canned/add-canned-replies.ts";
import { addFirstCatalogue } from "../catalog/add-first-catalogue.ts";
import { addClientCategories } from "../clients/add-client-categories.ts";
import { addFirstAddress } from "../mail/add-first-address.ts";
import { addRoles } from "../people/add-roles.ts";
import { addTeams } from "../people/add-teams.ts";
import { addFirstPlaces } from "../places/add-first-places.ts";
import { type Db, inWorkspace, type Tx } from "../platform/database.ts";
import { explained, taken } from "../platform/http/constraints.ts";
import { Problem } from "../platform/http/problem.ts";
import { newId } from "../platform/ids.ts";
import { addRules, type FirstRule } from "../rules/add-rules.ts";
import { addFields } from "./add-fields.ts";
import { checkZone } from "./check-calendar.ts";
import type { Language } from "./load-settings.ts";
import { withTeams } from "./with-teams.ts";

export type NewWorkspace = {
  /** Small Latin letters, digits and hyphens; the mail address is `<slug>@localhost`. The preset's word by default. */
  slug?: string;
  name: string;
  /** Key of a preset. */
  preset: string;
  /** IANA zone; Europe/Moscow by default. */
  timeZone?: string;
  /** Russian by default. Names of roles and types are given in it. */
  locale?: Language;
  /** Processes besides the preset's. */
  processes?: readonly Process[];
  /** The first number of a ticket. */
  firstNumber?: number;
};

export type CreatedWorkspace = {
  id: string;
  slug: string;
  /** Ids of the roles by key; `administrator` is always there. */
  roles: ReadonlyMap<string, string>;
  /** The role that may do everything. */
  administratorRoleId: string;
};

/**
 * Makes a workspace with everything that its preset names, in one transaction past the walls. `owner` is the
 * connection of the tables' owner. 422 `setup/unknown-preset`, 422 `workspace/unknown-zone`, 409
 * `workspace/slug-taken`.
 */
export function createWorkspace(owner: Db, input: NewWorkspace): Promise<CreatedWorkspace> {
  const id = newId();
  return inWorkspace(owner, id, (tx) => fillWorkspace(tx, id, input));
}

/** The same inside a transaction of the tables' owner that was opened for this id. */
export async function fillWorkspace(tx: Tx, id: string, input: NewWorkspace): Promise<CreatedWorkspace> {
  const preset = presetOf(input.preset);
  if (!preset) throw unknownPreset(input.preset);
  const { timeZone = "Europe/Moscow", locale = "ru", firstNumber = 1 } = input;
  const slug = input.slug ?? preset.workspace.mailbox;
  checkZone(timeZone);
  await explained(SLUG_CONSTRAINTS, () =>
    tx
      .insertInto("workspace")
      .values({
        id,
        slug,
        name: input.name,
        time_zone: timeZone,
        locale,
        preset: preset.key,
        settings: JSON.stringify(settingsOf(preset, locale)),
      })
      .execute(),
  );
  await sql`select make_ticket_numbers(${id}, ${firstNumber})`.execute(tx);
  const teams = await addTeams(
    tx,
    id,
    (preset.workspace.teams ?? []).map(({ key, name }) => ({ key, name: inLanguage(name, locale) })),
  );
  await addProcesses(tx, id, [withTeams(preset.process, teams), ...(input.processes ?? [])]);
  const roles = await addPresetParts(tx, id, preset, { locale, timeZone, teams });
  await explained(SLUG_CONSTRAINTS, () => addFirstAddress(tx, id, { address: `${slug}@localhost`, name: input.name }));
  const administratorRoleId = roles.get(preset.workspace.roles[0]?.key ?? "");
  if (administratorRoleId === undefined) throw new Error(`The preset ${preset.key} names no roles`);
  return { id, slug, roles, administratorRoleId };
}

const slugTaken = taken("workspace/slug-taken", "slug", "Another workspace has this short name or mail address.");
const SLUG_CONSTRAINTS = { workspace_slug_key: slugTaken, mail_address_address: slugTaken };

function unknownPreset(key: string): Problem {
  const [code, message] = ["setup/unknown-preset", `There is no preset ${key}.`];
  const refusals = [{ code, field: "preset", message, mend: "Choose one of those offered at set-up." }];
  return new Problem(422, code, message, { refusals });
}

function settingsOf({ workspace }: Preset, locale: Language): object {
  return {
    ...workspace.settings,
    cancelReasons: workspace.cancelReasons.map((text) => inLanguage(text, locale)),
    otherReason: workspace.otherReason ? inLanguage(workspace.otherReason, locale) : "",
  };
}

/** Stores processes as those in force. What the checker faults is a mistake of whoever wrote the process. */
async function addProcesses(tx: Tx, workspaceId: string, processes: readonly Process[]): Promise<void> {
  for (const process of processes) {
    const faults = checkProcess(process);
    if (faults.length > 0) {
      throw new Error(
        `The process ${process.key} is wrong: ${faults.map(({ at, text }) => `${at}: ${text}`).join("; ")}`,
      );
    }
  }
  const rows = processes.map((process) => ({
    workspace_id: workspaceId,
    key: process.key,
    version: process.version,
    definition: JSON.stringify(process),
  }));
  await tx.insertInto("process").values(rows).execute();
}

async function addPresetParts(
  tx: Tx,
  id: string,
  { workspace, process }: Preset,
  { locale, timeZone, teams }: { locale: Language; timeZone: string; teams: ReadonlyMap<string, string> },
): Promise<ReadonlyMap<string, string>> {
  const say = (text: Text) => inLanguage(text, locale);
  const named = <T extends { name: Parameters<typeof inLanguage>[0] }>(thing: T) => ({
    ...thing,
    name: inLanguage(thing.name, locale),
  });
  await addClientCategories(
    tx,
    id,
    workspace.clientCategories.map((text) => inLanguage(text, locale)),
  );
  await addFirstCatalogue(tx, id, {
    types: workspace.serviceTypes.map(named).map(({ name, common, internal, incident }) => ({
      name,
      processKey: process.key,
      common: common ?? false,
      internal: internal ?? false,
      incident: incident ?? false,
    })),
    categories: workspace.serviceCategories.map(named),
    services: (workspace.services ?? []).map(named).map(({ team, portal, options, form, ...service }) => ({
      ...service,
      teamId: team === undefined ? null : (teams.get(team) ?? null),
      portal: portal ?? false,
      options: options ?? {},
      form: (form ?? []).map(({ label, options: choice, ...question }) => ({
        ...question,
        label: say(label),
        ...(choice ? { options: choice.map(say) } : {}),
      })),
    })),
  });
  await addFields(tx, id, (workspace.fields ?? []).map(named));
  const groups = (workspace.places ?? []).map(({ name, sites }) => ({
    name: say(name),
    sites: sites.map((site) => ({ ...site, tags: site.tags.map(say) })),
  }));
  await addFirstPlaces(tx, id, groups);
  const calendars = workspace.calendars.map(named).map(({ name, hours }) => ({
    workspace_id: id,
    id: newId(),
    name,
    time_zone: timeZone,
    hours: JSON.stringify(hours),
  }));
  if (calendars.length > 0) await tx.insertInto("calendar").values(calendars).execute();
  const terms = workspace.slaRules.map(({ name, condition = "", calendar, ...times }): FirstRule => {
    const result = { calendar: calendars[calendar]?.id ?? null, ...times };
    return {
      kind: "sla",
      name: say(name),
      enabled: true,
      condition: typeof condition === "string" ? condition : say(condition),
      result,
    };
  });
  await addRules(tx, id, terms, new Date());
  await addAutomation(tx, id, workspace, say);
  return addRoles(tx, id, workspace.roles.map(named));
}

/** What the desk does by itself from the beginning, and the ready texts of its people. */
async function addAutomation(
  tx: Tx,
  id: string,
  { triggers = [], cannedReplies = [] }: Preset["workspace"],
  say: (text: Text) => string,
): Promise<void> {
  const now = new Date();
  const rules = triggers.map(({ name, off, condition = "", on, actions }): FirstRule => {
    const result = { on, actions: actions.map((action) => actionIn(action, say)) };
    return { kind: "trigger", name: say(name), enabled: !off, condition, result };
  });
  await addRules(tx, id, rules, now);
  const groups = cannedReplies.map(({ name, replies }) => ({
    name: say(name),
    replies: replies.map((reply) => ({ name: say(reply.name), text: say(reply.text) })),
  }));
  await addCannedReplies(tx, id, groups, now);
}
