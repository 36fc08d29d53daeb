import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { loadColour } from "../../../../core/process/load.ts";
import { useRoute } from "../../../kit/query.ts";
import { StatusDot } from "../../../kit/status.tsx";
import { PickField } from "../list/pick-field.tsx";
import { ChosenLine } from "./chosen-line.tsx";
import classes from "./new-ticket.module.css";
import type { PartProps } from "./part.ts";

/** Who is to do it: a team and people of it. Left empty, the service's own team takes it. */
export function People({ draft, set, errors }: PartProps) {
  const { t } = useTranslation("newTicket");
  const [words, setWords] = useState("");
  const [search] = useDebouncedValue(words.trim(), 180);
  const teams = useRoute("listTeams", {}, { staleTime: 60_000 });
  const service = useRoute(
    "getService",
    { params: { id: draft.service?.id ?? "" } },
    { enabled: draft.service !== null },
  );
  const usual = draft.service ? service.data?.team : undefined;
  const team = draft.team ?? usual ?? null;
  const most = draft.service ? (service.data?.maxAssignees ?? 1) : 4;
  const { data, isFetching } = useRoute(
    "listEmployees",
    { query: { active: true, limit: 30, ...(search ? { search } : {}), ...(team ? { team: team.id } : {}) } },
    { placeholderData: keepPreviousData },
  );
  const free = (data?.items ?? [])
    .filter(({ id }) => !draft.assignees.some((one) => one.id === id))
    .toSorted((one, other) => one.load - other.load);
  return (
    <fieldset className={classes.questions}>
      <legend>{t("people.title")}</legend>
      <Select
        label={t("people.team")}
        data={(teams.data?.items ?? [])
          .filter(({ hidden }) => !hidden)
          .map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.team?.id ?? null}
        placeholder={usual ? t("people.usual", { name: usual.name }) : t("people.anyTeam")}
        searchable
        clearable
        nothingFoundMessage={t("nothing")}
        error={errors.team}
        onChange={(id) => {
          const found = teams.data?.items.find((one) => one.id === id);
          set({ ...draft, team: found ? { id: found.id, name: found.name } : null, assignees: [] });
        }}
      />
      {draft.assignees.map((person, at) => (
        <ChosenLine
          key={person.id}
          label={at === 0 ? t("people.assignees", { count: draft.assignees.length }) : ""}
          name={person.name}
          onRemove={() => set({ ...draft, assignees: draft.assignees.filter(({ id }) => id !== person.id) })}
        />
      ))}
      {draft.assignees.length < most && (
        <PickField
          label={draft.assignees.length === 0 ? t("people.assignee") : t("people.oneMore")}
          placeholder={t("people.placeholder")}
          words={words}
          onWords={setWords}
          busy={isFetching}
          error={errors.assignees}
          none={team ? t("people.noneInTeam", { name: team.name }) : t("people.none")}
          found={free.map(({ id, name, jobTitle, load }) => ({
            id,
            name,
            draw: (
              <span className={classes.employee}>
                <StatusDot colour={loadColour(load)} />
                <bdi>{name}</bdi>
                <span className={classes.foundDetail}>{jobTitle}</span>
                <span className={classes.soft}>{load}</span>
              </span>
            ),
          }))}
          onPick={(id) => {
            const person = free.find((one) => one.id === id);
            if (person) set({ ...draft, assignees: [...draft.assignees, { id, name: person.name }] });
          }}
        />
      )}
    </fieldset>
  );
}
