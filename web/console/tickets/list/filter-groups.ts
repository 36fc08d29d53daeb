import { type Condition, testsIn } from "../../../../core/condition/condition.ts";
import type { FieldDef } from "../../../../core/fields/field.ts";
import type { Registry } from "../../../../core/fields/registry.ts";

/** The usual filters, in the order in which people ask; the workspace's own fields follow by themselves. */
const USUAL: Record<string, readonly string[]> = {
  main: ["number", "status", "channel", "serviceType", "service", "priority", "rating"],
  place: ["siteGroup", "quarter", "site", "unit", "entrance", "floor"],
  client: ["client", "clientTags", "company"],
  people: ["team", "assignee", "controller", "observer", "quarterManager"],
  times: ["overdue", "due", "created", "updated"],
  course: ["acceptedBy", "acceptedAt", "approver", "approved", "closedBy", "closedAt"],
  marks: ["incident", "reopened", "attachments", "important"],
};

/** Fields that are asked for together; `title` where the group has no usual one. */
export type FilterGroup = { group: string; title?: string; fields: readonly FieldDef[] };

type Wanted = {
  /** Keys of the filters that the desk has, in its order; none: the usual ones. */
  chosen: readonly string[];
  /** Filters that the tab has no use for [H-FILT-07]. */
  without: readonly string[];
  /** What is asked now: a filter that is set is there, so that it can be changed. */
  condition: Condition;
};

/** The groups of the panel with their fields: those of the desk [H-FILT-06], then the workspace's own. */
export function filterGroups(registry: Registry, { chosen, without, condition }: Wanted): FilterGroup[] {
  const known = (keys: readonly string[]): FieldDef[] =>
    [...new Set(keys)].flatMap((key) => {
      const field = without.includes(key) ? undefined : registry.find(key);
      return field?.key === key && field.filterable ? [field] : [];
    });
  const groups: FilterGroup[] =
    chosen.length > 0
      ? inRuns(known(chosen))
      : Object.entries(USUAL).map(([group, keys]) => ({ group, fields: known(keys) }));
  const offered = new Set(groups.flatMap(({ fields }) => fields.map(({ key }) => key)));
  const own = registry.fields.filter(
    ({ key, group, filterable }) => group === "custom" && filterable && !offered.has(key),
  );
  for (const { key } of own) offered.add(key);
  const asked = known(testsIn(condition).map(({ field }) => field)).filter(({ key }) => !offered.has(key));
  const last = [
    { group: "custom", fields: own },
    { group: "more", fields: asked },
  ];
  return [...groups, ...last].filter(({ fields }) => fields.length > 0);
}

/** In the order of the desk: a heading where what is asked for changes, but none for a single field in between. */
function inRuns(fields: readonly FieldDef[]): FilterGroup[] {
  const runs: { group: string; fields: FieldDef[] }[] = [];
  for (const field of fields) {
    const group = groupOf(field);
    const last = runs.at(-1);
    if (last?.group === group) last.fields.push(field);
    else runs.push({ group, fields: [field] });
  }
  const joined: typeof runs = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last && (run.fields.length === 1 || last.group === run.group)) last.fields.push(...run.fields);
    else joined.push(run);
  }
  return joined;
}

function groupOf({ key, group }: FieldDef): string {
  const usual = Object.entries(USUAL).find(([, keys]) => keys.includes(key));
  return usual?.[0] ?? (group === "approval" ? "course" : group);
}
