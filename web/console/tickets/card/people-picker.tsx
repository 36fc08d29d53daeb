import { Combobox, InputBase, Loader, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { hasWords } from "../../../../core/forms/order-form.ts";
import type { Answer } from "../../../kit/api.ts";
import { useRoute } from "../../../kit/query.ts";
import { useMe } from "../../../kit/session.ts";
import { useCard } from "./card.ts";
import type { Choice } from "./edit-form.ts";
import { Load } from "./load.tsx";
import classes from "./people.module.css";

export type Candidate = Answer<"listCandidates">["items"][number];
export type PickPart = "assignee" | "controller" | "observer";

/**
 * Finds an employee who can stand on this ticket: by name, with the load as number and colour; assignees under their
 * teams [O-ASG-01, H-ASG-03].
 */
export function PeoplePicker(props: {
  part: PickPart;
  label: string;
  /** Who stands there already and is not offered. */
  except: readonly string[];
  onPick: (person: Candidate) => void;
  /** Teams that may be chosen as a whole, too. */
  teams?: readonly Choice[];
  onPickTeam?: (team: Choice) => void;
  onClose?: () => void;
  autoFocus?: boolean;
  error?: string | undefined;
  hideLabel?: boolean;
}) {
  const { t } = useTranslation(["card", "common"]);
  const { ticket } = useCard();
  const me = useMe().person.id;
  const [search, setSearch] = useState("");
  const [asked] = useDebouncedValue(search.trim(), 150);
  const input = useRef<HTMLInputElement>(null);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { data, isFetching } = useRoute(
    "listCandidates",
    { params: { id: ticket.id }, query: { part: props.part, ...(asked ? { search: asked } : {}), limit: 50 } },
    { placeholderData: (before) => before },
  );
  const found = (data?.items ?? []).filter(({ id }) => !props.except.includes(id));
  const people = selfFirst(found, me);
  const teams = (props.teams ?? []).filter(({ name }) => hasWords(name, search));
  const heading = props.teams ? t("people.people") : "";
  const groups = props.part === "assignee" && !ticket.team ? byTeam(people) : [{ team: heading, people }];

  const { autoFocus } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens
  useEffect(() => {
    if (!autoFocus) return;
    input.current?.focus();
    combobox.openDropdown();
  }, [autoFocus]);
  return (
    <Combobox
      store={combobox}
      shadow="md"
      onOptionSubmit={(id) => {
        const chosen = people.find((person) => person.id === id);
        const team = teams.find((one) => one.id === id);
        setSearch("");
        combobox.closeDropdown();
        if (chosen) props.onPick(chosen);
        else if (team) props.onPickTeam?.(team);
      }}
    >
      <Combobox.Target>
        <InputBase
          ref={input}
          label={props.hideLabel ? undefined : props.label}
          aria-label={props.hideLabel ? props.label : undefined}
          placeholder={t("people.find")}
          value={search}
          error={props.error}
          rightSection={isFetching ? <Loader size={14} /> : <Combobox.Chevron />}
          rightSectionPointerEvents="none"
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            combobox.openDropdown();
            combobox.selectFirstOption();
          }}
          onFocus={() => combobox.openDropdown()}
          onClick={() => combobox.openDropdown()}
          onBlur={() => {
            combobox.closeDropdown();
            props.onClose?.();
          }}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || !props.onClose) return;
            event.stopPropagation();
            props.onClose();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={320} style={{ overflowY: "auto" }}>
          {data && people.length + teams.length === 0 && (
            <Combobox.Empty>{t(`people.none.${props.part}`)}</Combobox.Empty>
          )}
          {groups.map(({ team, people: members }) => {
            if (members.length === 0) return null;
            const options = members.map((person) => <Option key={person.id} person={person} isMe={person.id === me} />);
            return team ? (
              <Combobox.Group key={team} label={team}>
                {options}
              </Combobox.Group>
            ) : (
              options
            );
          })}
          {teams.length > 0 && (
            <Combobox.Group label={t("people.teams")}>
              {teams.map((team) => (
                <Combobox.Option key={team.id} value={team.id}>
                  {team.name}
                </Combobox.Option>
              ))}
            </Combobox.Group>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** Oneself stands first: the most common choice of all. */
export const selfFirst = (found: readonly Candidate[], me: string): Candidate[] => [
  ...found.filter(({ id }) => id === me),
  ...found.filter(({ id }) => id !== me),
];

function Option({ person, isMe }: { person: Candidate; isMe: boolean }) {
  const { t } = useTranslation(["card", "common"]);
  return (
    <Combobox.Option value={person.id}>
      <span className={classes.option}>
        <span className={classes.optionName}>
          {person.name}
          {isMe && <span className={classes.soft}> {t("people.me")}</span>}
          {person.jobTitle && <span className={classes.job}>{person.jobTitle}</span>}
        </span>
        <Load person={person} plain />
      </span>
    </Combobox.Option>
  );
}

/** Under each team its members; those of several stand under the first. */
function byTeam(people: readonly Candidate[]): { team: string; people: readonly Candidate[] }[] {
  const groups = Map.groupBy(people, ({ teams }) => teams[0]?.name ?? "");
  return [...groups].map(([team, members]) => ({ team, people: members }));
}
