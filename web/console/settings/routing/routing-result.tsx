import { Autocomplete, Checkbox, Radio, Stack, TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { RoutingResult } from "../../../../core/routing/result.ts";
import { useNamesOf } from "../../tickets/list/lookup.ts";
import { Two } from "../frame/section.tsx";
import { RefMultiSelect, RefSelect } from "../pick/ref-select.tsx";
import type { ResultProps } from "../rules/rule-kind.ts";
import { SetFields } from "./set-fields.tsx";

const PRIORITIES = ["low", "normal", "high", "urgent", "critical"];

/** The part "Then" of a routing rule: who answers and looks on, priority and fields ([O-ROUT-10] to [O-ROUT-12]). */
export function RoutingResultFields({ value, names, errors, onChange }: ResultProps) {
  const { t } = useTranslation(["routingUi", "list"]);
  const result: RoutingResult = value;
  const { team = null, assignee, skills = [], controllers = [], observers = [], observerTeams = [] } = result;
  const people = useNamesOf("employee", [...(assignee ? [assignee] : []), ...controllers, ...observers]);
  const teams = useNamesOf("team", [...(team ? [team] : []), ...observerTeams]);
  const refOf = (id: string) => ({ id, name: people.get(id) ?? teams.get(id) ?? names[id] ?? "…" });
  const set = (part: RoutingResult) => onChange(compact({ ...result, ...part }));
  const lists = (key: "controllers" | "observers" | "observerTeams") => (chosen: { id: string }[]) =>
    set({ [key]: chosen.map(({ id }) => id) });
  const who = assignee === undefined ? "team" : assignee === null ? "default" : "employee";
  const priority = (key: string) => t(`list:priority.${key}`, { defaultValue: key });
  return (
    <Stack>
      <Two>
        <RefSelect
          kind="team"
          label={t("team")}
          placeholder={t("teamOfService")}
          error={errors["result.team"]}
          value={team === null ? null : refOf(team)}
          onChange={(one) => set({ team: one?.id ?? null })}
        />
        <Autocomplete
          label={t("priority")}
          placeholder={t("unchanged")}
          maxLength={60}
          error={errors["result.priority"]}
          data={PRIORITIES.map(priority)}
          value={result.priority ? priority(result.priority) : ""}
          onChange={(written) => {
            const known = PRIORITIES.find((key) => priority(key).toLowerCase() === written.trim().toLowerCase());
            set({ priority: known ?? (written || null) });
          }}
        />
      </Two>
      <Radio.Group
        label={t("assignee")}
        value={who}
        onChange={(chosen) => {
          const { assignee: _none, ...rest } = result;
          if (chosen === "team") onChange(compact(rest));
          else onChange(compact({ ...rest, assignee: chosen === "default" ? null : "" }));
        }}
      >
        <Stack gap="xs" mt={4}>
          <Radio value="team" label={t(team === null ? "who.chain" : "who.team")} />
          {team !== null && <Radio value="default" label={t("who.default")} />}
          <Radio value="employee" label={t("who.employee")} />
        </Stack>
      </Radio.Group>
      {who === "employee" && (
        <RefSelect
          kind="employee"
          label={t("who.which")}
          required
          error={errors["result.assignee"]}
          value={assignee ? refOf(assignee) : null}
          onChange={(one) => set({ assignee: one?.id ?? "" })}
        />
      )}
      {who === "team" && team !== null && (
        <TagsInput
          label={t("skills")}
          description={t("skillsAbout")}
          maxTags={20}
          error={errors["result.skills"]}
          value={skills}
          onChange={(chosen) => set({ skills: chosen })}
        />
      )}
      <Two>
        <RefMultiSelect
          kind="employee"
          label={t("observers")}
          error={errors["result.observers"]}
          value={observers.map(refOf)}
          onChange={lists("observers")}
        />
        <RefMultiSelect
          kind="team"
          label={t("observerTeams")}
          error={errors["result.observerTeams"]}
          value={observerTeams.map(refOf)}
          onChange={lists("observerTeams")}
        />
      </Two>
      <Checkbox
        label={t("defaultObservers")}
        description={t("defaultObserversAbout")}
        checked={result.defaultObservers ?? true}
        onChange={(event) => set({ defaultObservers: event.currentTarget.checked })}
      />
      <RefMultiSelect
        kind="employee"
        label={t("controllers")}
        about={t("controllersAbout")}
        most={5}
        error={errors["result.controllers"]}
        value={controllers.map(refOf)}
        onChange={lists("controllers")}
      />
      <SetFields value={result.fields ?? {}} errors={errors} onChange={(fields) => set({ fields })} />
    </Stack>
  );
}

/** Without what says nothing, so that a rule that was touched and left as it was is the same. */
function compact(result: RoutingResult): Record<string, unknown> {
  const { assignee, defaultObservers, ...rest } = result;
  const kept = Object.entries(rest).filter(([, part]) => {
    if (part === null || part === undefined) return false;
    if (Array.isArray(part)) return part.length > 0;
    return typeof part !== "object" || Object.keys(part).length > 0;
  });
  return {
    ...Object.fromEntries(kept),
    ...(assignee === undefined ? {} : { assignee }),
    ...(defaultObservers === false ? { defaultObservers } : {}),
  };
}
