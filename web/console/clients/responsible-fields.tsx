import { useTranslation } from "react-i18next";
import { Section, Two } from "../settings/frame/section.tsx";
import { type Ref, RefMultiSelect, RefSelect } from "../settings/pick/ref-select.tsx";

export type Responsible = { manager: Ref | null; managerTeam: Ref | null; observers: Ref[]; observerTeams: Ref[] };

/** Who answers for a client: an employee or a team, and who follows all its tickets. */
export function ResponsibleFields(props: {
  value: Responsible;
  errors: Record<string, string | undefined>;
  onChange: (change: Partial<Responsible>) => void;
  about: string;
}) {
  const { t } = useTranslation("clientsUi");
  const { value, errors, onChange } = props;
  return (
    <Section title={t("responsible.title")} about={props.about}>
      <Two>
        <RefSelect
          kind="employee"
          label={t("responsible.manager")}
          placeholder={t("responsible.nobody")}
          error={errors.manager}
          value={value.manager}
          onChange={(manager) => onChange({ manager })}
        />
        <RefSelect
          kind="team"
          label={t("responsible.team")}
          placeholder={t("responsible.noTeam")}
          error={errors.managerTeam}
          value={value.managerTeam}
          onChange={(managerTeam) => onChange({ managerTeam })}
        />
      </Two>
      <RefMultiSelect
        kind="employee"
        label={t("responsible.observers")}
        about={t("responsible.observersAbout")}
        placeholder={t("responsible.nobody")}
        most={20}
        error={errors.observers}
        value={value.observers}
        onChange={(observers) => onChange({ observers })}
      />
      <RefMultiSelect
        kind="team"
        label={t("responsible.observerTeams")}
        placeholder={t("responsible.nobody")}
        most={20}
        error={errors.observerTeams}
        value={value.observerTeams}
        onChange={(observerTeams) => onChange({ observerTeams })}
      />
    </Section>
  );
}
