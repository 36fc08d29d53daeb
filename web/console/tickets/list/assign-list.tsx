import { Combobox, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { CheckIcon } from "@radix-ui/react-icons";
import { keepPreviousData } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../../kit/query.ts";
import { StatusDot } from "../../../kit/status.tsx";
import type { Candidate, Person, RowDoing } from "./row-doing.ts";
import classes from "./row-popovers.module.css";
import type { TicketRow } from "./use-tickets.ts";

/**
 * Whom to give the ticket to: those who can be named, the least busy first. A choice is done at once; where several may
 * do it together, the list stays open for the next one.
 */
export function AssignList({ row, doing, onDone }: { row: TicketRow; doing: RowDoing; onDone: () => void }) {
  const { t } = useTranslation(["list", "common"]);
  const [words, setWords] = useState("");
  const [search] = useDebouncedValue(words.trim(), 150);
  const [chosen, setChosen] = useState<readonly Person[]>(row.assignees);
  const box = useCombobox({ opened: true });
  const query = { part: "assignee" as const, limit: 50, ...(search === "" ? {} : { search }) };
  const { data, error } = useRoute(
    "listCandidates",
    { params: { id: row.id }, query },
    { placeholderData: keepPreviousData },
  );
  const { data: ticket } = useRoute("getTicket", { params: { id: row.id } });
  const most = ticket?.maxAssignees ?? 1;
  const isChosen = (id: string) => chosen.some((person) => person.id === id);
  const found = data?.items ?? [];

  // biome-ignore lint/correctness/useExhaustiveDependencies: the first one found is chosen anew with each answer
  useEffect(() => {
    if (search !== "" && found.length > 0) box.selectFirstOption();
  }, [data]);

  const pick = (candidate: Candidate) => {
    const next = isChosen(candidate.id)
      ? chosen.filter(({ id }) => id !== candidate.id)
      : most === 1
        ? [candidate]
        : [...chosen, candidate];
    setChosen(next);
    doing.assign(
      row,
      next.map(({ id, name, load, loadColour }) => personOf(id, name, load, loadColour)),
    );
    if (most === 1) onDone();
  };
  return (
    <Combobox
      store={box}
      onOptionSubmit={(id) => {
        const candidate = found.find((one) => one.id === id);
        if (candidate) pick(candidate);
      }}
    >
      <Combobox.EventsTarget>
        <TextInput
          className={classes.search ?? ""}
          aria-label={t("row.assign")}
          placeholder={t("row.assignSearch")}
          value={words}
          data-autofocus
          autoComplete="off"
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      </Combobox.EventsTarget>
      <Combobox.Options className={classes.options ?? ""} aria-label={t("row.assign")}>
        {found.map((candidate) => (
          <Combobox.Option key={candidate.id} value={candidate.id} className={classes.person ?? ""}>
            <span className={classes.check}>{isChosen(candidate.id) && <CheckIcon />}</span>
            <StatusDot colour={candidate.loadColour} label={t("common:load", { count: candidate.load })} />
            <bdi className={classes.name}>{candidate.name}</bdi>
            <span className={classes.hint}>
              {candidate.jobTitle || candidate.teams.map(({ name }) => name).join(", ")}
            </span>
            <span className={classes.load}>{candidate.load}</span>
          </Combobox.Option>
        ))}
        {found.length === 0 && (
          <Combobox.Empty>{error ? t("row.noCandidates") : data ? t("lookup.none") : t("lookup.busy")}</Combobox.Empty>
        )}
      </Combobox.Options>
      {most > 1 && <p className={classes.note}>{t("row.assignMost", { count: most })}</p>}
    </Combobox>
  );
}

const personOf = (id: string, name: string, load: number | undefined, loadColour: string | undefined): Person => ({
  id,
  name,
  ...(load === undefined ? {} : { load }),
  ...(loadColour === undefined ? {} : { loadColour }),
});
