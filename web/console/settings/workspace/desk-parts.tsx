import { ActionIcon, Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { PlusIcon, TrashIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import { isLanguage, LANGUAGES } from "../../../kit/languages.ts";
import { ZoneSelect } from "../../../kit/zone-select.tsx";
import { useNamesOf } from "../../tickets/list/lookup.ts";
import { NameField } from "../frame/card-parts.tsx";
import { Section, Two } from "../frame/section.tsx";
import { EmployeesField } from "../pick/employees-field.tsx";
import { RefMultiSelect, RefSelect } from "../pick/ref-select.tsx";
import classes from "./workspace.module.css";
import type { WorkspaceEditor, WorkspaceForm } from "./workspace-form.ts";

type Props = { editor: WorkspaceEditor };

export function GeneralPart({ editor, slug }: Props & { slug: string }) {
  const { t } = useTranslation(["workspaceUi", "settings", "deskUi"]);
  const { value, set, errors } = editor;
  return (
    <Section title={t("general.title")}>
      <NameField editor={editor} description={t("general.nameAbout", { slug })} />
      <Two>
        <ZoneSelect
          label={t("deskUi:zone")}
          value={value.timeZone}
          description={t("general.zoneAbout")}
          error={errors.timeZone}
          onChange={(timeZone) => set({ timeZone })}
        />
        <NativeSelect
          label={t("general.language")}
          description={t("general.languageAbout")}
          value={value.locale}
          data={Object.entries(LANGUAGES).map(([language, name]) => ({ value: language, label: name }))}
          onChange={({ currentTarget: { value: locale } }) => isLanguage(locale) && set({ locale })}
        />
      </Two>
    </Section>
  );
}

/** Who answers for what nobody has been chosen for. */
export function PeoplePart({ editor }: Props) {
  const { t } = useTranslation("workspaceUi");
  const { value, set, errors } = editor;
  const { defaultAssignee: id, defaultTeam: team, defaultObserverTeams } = value;
  const names = useNamesOf("employee", id === null ? [] : [id]);
  const teams = useNamesOf("team", [...(team === null ? [] : [team]), ...defaultObserverTeams]);
  const teamOf = (one: string) => ({ id: one, name: teams.get(one) ?? "…" });
  return (
    <Section title={t("people.title")} about={t("people.about")}>
      <RefSelect
        kind="employee"
        label={t("people.assignee")}
        about={t("people.assigneeAbout")}
        placeholder={t("people.nobody")}
        error={errors["settings.defaultAssignee"]}
        value={id === null ? null : { id, name: names.get(id) ?? "…" }}
        onChange={(one) => set({ defaultAssignee: one?.id ?? null })}
      />
      {id === null && (
        <RefSelect
          kind="team"
          label={t("people.team")}
          about={t("people.teamAbout")}
          placeholder={t("people.nobody")}
          error={errors["settings.defaultTeam"]}
          value={team === null ? null : teamOf(team)}
          onChange={(one) => set({ defaultTeam: one?.id ?? null })}
        />
      )}
      <EmployeesField
        label={t("people.observers")}
        about={t("people.observersAbout")}
        placeholder={t("people.nobody")}
        most={20}
        error={errors["settings.defaultObservers"]}
        value={value.defaultObservers}
        onChange={(defaultObservers) => set({ defaultObservers })}
      />
      <RefMultiSelect
        kind="team"
        label={t("people.observerTeams")}
        placeholder={t("people.nobody")}
        most={20}
        error={errors["settings.defaultObserverTeams"]}
        value={defaultObserverTeams.map(teamOf)}
        onChange={(chosen) => set({ defaultObserverTeams: chosen.map((one) => one.id) })}
      />
    </Section>
  );
}

type Organisation = WorkspaceForm["organisation"];

/** What stands in the block Organisation of every ticket. */
export function OrganisationPart({ editor }: Props) {
  const { t } = useTranslation("workspaceUi");
  const { value, set, errors } = editor;
  const { organisation } = value;
  const { lines } = organisation;
  const change = (part: Partial<Organisation>) => set({ organisation: { ...organisation, ...part } });
  const setLine = (at: number, part: Partial<Organisation["lines"][number]>) =>
    change({ lines: lines.map((line, index) => (index === at ? { ...line, ...part } : line)) });
  return (
    <Section title={t("organisation.title")} about={t("organisation.about")}>
      <TextInput
        label={t("organisation.name")}
        placeholder={value.name}
        maxLength={200}
        value={organisation.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      {lines.length > 0 && (
        <ul className={classes.lines}>
          {lines.map(({ label, value: text }, index) => (
            // Lines have nothing but their place to be told by.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <li key={index} className={classes.line}>
              <TextInput
                aria-label={t("organisation.label", { number: index + 1 })}
                placeholder={t("organisation.labelHint")}
                maxLength={100}
                value={label}
                error={errors.organisation && label.trim() === ""}
                onChange={(event) => setLine(index, { label: event.currentTarget.value })}
              />
              <Textarea
                aria-label={t("organisation.value", { number: index + 1 })}
                placeholder={t("organisation.valueHint")}
                autosize
                maxLength={500}
                value={text}
                error={errors.organisation && text.trim() === ""}
                onChange={(event) => setLine(index, { value: event.currentTarget.value })}
              />
              <ActionIcon
                aria-label={t("organisation.remove", { name: label || index + 1 })}
                onClick={() => change({ lines: lines.filter((_, at) => at !== index) })}
              >
                <TrashIcon />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      {errors.organisation && (
        <div className={classes.wrong} role="alert">
          {errors.organisation}
        </div>
      )}
      <div>
        <Button
          variant="default"
          leftSection={<PlusIcon />}
          disabled={lines.length >= 20}
          onClick={() => change({ lines: [...lines, { label: "", value: "" }] })}
        >
          {t("organisation.add")}
        </Button>
      </div>
    </Section>
  );
}
