import { Checkbox, MultiSelect, NumberInput, Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type Action, PARTS } from "../../../../core/automation/trigger.ts";
import { AnswerField } from "../../tickets/card/answer-field.tsx";
import { useNamesOf } from "../../tickets/list/lookup.ts";
import { EmployeesField } from "../pick/employees-field.tsx";
import { RefMultiSelect, RefSelect } from "../pick/ref-select.tsx";
import { TemplateField } from "../pick/template-field.tsx";
import classes from "./actions.module.css";
import { useChoices } from "./use-choices.ts";

type Of<Name extends Action["do"]> = Extract<Action, { do: Name }>;
type Props<A extends Action> = {
  action: A;
  errorOf: (field: string) => string | undefined;
  onChange: (action: Action) => void;
};

/** What an action takes. */
export function ActionFields({ action, ...rest }: Props<Action>) {
  const { t } = useTranslation("automationUi");
  switch (action.do) {
    case "move":
      return <MoveFields action={action} {...rest} />;
    case "assign":
      return <AssignFields action={action} {...rest} />;
    case "set":
      return <SetFields action={action} {...rest} />;
    case "tag":
      return <TagFields action={action} {...rest} />;
    case "notify":
      return <NotifyFields action={action} {...rest} />;
    case "open":
      return <OpenFields action={action} {...rest} />;
    case "webhook":
      return (
        <TextInput
          label={t("url")}
          description={t("urlAbout")}
          type="url"
          placeholder="https://"
          withAsterisk
          value={action.url}
          error={rest.errorOf("url")}
          onChange={(event) => rest.onChange({ ...action, url: event.currentTarget.value })}
        />
      );
    default:
      return (
        <>
          <TemplateField
            label={t("text")}
            required
            value={action.text}
            error={rest.errorOf("text")}
            onChange={(text) => rest.onChange({ ...action, text })}
          />
          {action.do === "note" && (
            <Checkbox
              label={t("important")}
              checked={action.important ?? false}
              onChange={(event) => rest.onChange({ ...action, important: event.currentTarget.checked })}
            />
          )}
        </>
      );
  }
}

function MoveFields({ action, errorOf, onChange }: Props<Of<"move">>) {
  const { t } = useTranslation("automationUi");
  const { statuses } = useChoices();
  const days = /^P(\d+)D$/.exec(action.resumeIn ?? "")?.[1];
  const { resumeIn: _, ...plain } = action;
  return (
    <>
      <div className={classes.two}>
        <Select
          label={t("toStatus")}
          withAsterisk
          searchable
          data={statuses}
          value={action.to || null}
          error={errorOf("to")}
          onChange={(to) => onChange({ ...action, to: to ?? "" })}
        />
        <NumberInput
          label={t("resumeIn")}
          description={t("resumeInAbout")}
          min={1}
          max={700}
          allowDecimal={false}
          value={days ? Number(days) : ""}
          error={errorOf("resumeIn")}
          onChange={(next) => onChange(typeof next === "number" ? { ...plain, resumeIn: `P${next}D` } : plain)}
        />
      </div>
      <TemplateField
        label={t("comment")}
        line
        value={action.comment ?? ""}
        error={errorOf("comment")}
        onChange={(comment) => onChange({ ...action, comment })}
      />
    </>
  );
}

function AssignFields({ action, errorOf, onChange }: Props<Of<"assign">>) {
  const { t } = useTranslation("automationUi");
  const teams = useNamesOf("team", action.team ? [action.team] : []);
  const { team: _team, byDefault: _byDefault, ...plain } = action;
  return (
    <>
      <Checkbox
        label={t("byDefault")}
        description={t("byDefaultAbout")}
        checked={action.byDefault ?? false}
        onChange={(event) => {
          const { byDefault: _, ...rest } = action;
          onChange(event.currentTarget.checked ? { ...rest, byDefault: true } : rest);
        }}
      />
      <div className={classes.two}>
        <RefSelect
          kind="team"
          label={t("team")}
          value={action.team ? { id: action.team, name: teams.get(action.team) ?? "…" } : null}
          error={errorOf("team")}
          onChange={(team) =>
            onChange({ ...plain, ...(action.byDefault ? { byDefault: true } : {}), ...(team ? { team: team.id } : {}) })
          }
        />
        {(["assignees", "controllers", "observers"] as const).map((part) => (
          <EmployeesField
            key={part}
            label={t(`part.${part}`)}
            value={action[part] ?? []}
            error={errorOf(part)}
            onChange={(ids) => {
              const { [part]: _, ...rest } = action;
              onChange(ids.length > 0 ? { ...rest, [part]: ids } : rest);
            }}
          />
        ))}
      </div>
    </>
  );
}

function SetFields({ action, errorOf, onChange }: Props<Of<"set">>) {
  const { t } = useTranslation("automationUi");
  const { settable, fieldOf } = useChoices();
  const field = fieldOf(action.field);
  const { type = "text", options = [], currency } = field ?? {};
  return (
    <div className={classes.two}>
      <Select
        label={t("field")}
        withAsterisk
        allowDeselect={false}
        searchable
        data={settable}
        value={action.field}
        error={errorOf("field")}
        onChange={(key) => key && onChange({ do: "set", field: key, value: null })}
      />
      <AnswerField
        key={action.field}
        question={{ label: t("value"), type, options, hint: t("valueAbout"), ...(currency ? { currency } : {}) }}
        value={action.value}
        error={errorOf("value")}
        onChange={(value) => onChange({ ...action, value })}
      />
    </div>
  );
}

function TagFields({ action, errorOf, onChange }: Props<Of<"tag">>) {
  const { t } = useTranslation("automationUi");
  const { lists, fieldOf } = useChoices();
  const options = [...(fieldOf(action.field)?.options ?? [])];
  return (
    <div className={classes.two}>
      <Select
        label={t("field")}
        description={t("tagAbout")}
        withAsterisk
        data={lists}
        value={action.field || null}
        error={errorOf("field")}
        onChange={(field) => onChange({ do: "tag", field: field ?? "", add: [] })}
      />
      {(["add", "remove"] as const).map((way) => (
        <MultiSelect
          key={way}
          label={t(`tag.${way}`)}
          data={options}
          value={action[way] ?? []}
          error={way === "add" ? errorOf("value") : undefined}
          onChange={(chosen) => onChange({ ...action, [way]: chosen })}
        />
      ))}
    </div>
  );
}

function NotifyFields({ action, errorOf, onChange }: Props<Of<"notify">>) {
  const { t } = useTranslation("automationUi");
  const ids = [...(action.teams ?? []), ...(action.notTeams ?? [])];
  const names = useNamesOf("team", ids);
  const refs = (list: readonly string[] = []) => list.map((id) => ({ id, name: names.get(id) ?? "…" }));
  return (
    <>
      <div className={classes.two}>
        <MultiSelect
          label={t("notify.to")}
          data={["client" as const, ...PARTS].map((part) => ({ value: part, label: t(`part.${part}`) }))}
          value={action.to}
          error={errorOf("to")}
          onChange={(to) =>
            onChange({ ...action, to: (["client", ...PARTS] as const).filter((one) => to.includes(one)) })
          }
        />
        <EmployeesField
          label={t("notify.people")}
          value={action.people ?? []}
          error={errorOf("people")}
          onChange={(people) => onChange({ ...action, people })}
        />
        {(["teams", "notTeams"] as const).map((way) => (
          <RefMultiSelect
            key={way}
            kind="team"
            label={t(`notify.${way}`)}
            value={refs(action[way])}
            error={errorOf(way)}
            onChange={(chosen) => onChange({ ...action, [way]: chosen.map(({ id }) => id) })}
          />
        ))}
      </div>
      <TemplateField
        label={t("notify.subject")}
        placeholder={t("notify.subjectHint")}
        line
        value={action.subject ?? ""}
        error={errorOf("subject")}
        onChange={(subject) => {
          const { subject: _, ...rest } = action;
          onChange(subject ? { ...rest, subject } : rest);
        }}
      />
      <TemplateField
        label={t("text")}
        required
        value={action.text}
        error={errorOf("text")}
        onChange={(text) => onChange({ ...action, text })}
      />
    </>
  );
}

function OpenFields({ action, errorOf, onChange }: Props<Of<"open">>) {
  const { t } = useTranslation("automationUi");
  const services = useNamesOf("service", action.service ? [action.service] : []);
  return (
    <>
      <TemplateField
        label={t("subject")}
        line
        required
        value={action.subject}
        error={errorOf("subject")}
        onChange={(subject) => onChange({ ...action, subject })}
      />
      <RefSelect
        kind="service"
        label={t("service")}
        value={action.service ? { id: action.service, name: services.get(action.service) ?? "…" } : null}
        error={errorOf("service")}
        onChange={(service) => {
          const { service: _, ...rest } = action;
          onChange(service ? { ...rest, service: service.id } : rest);
        }}
      />
      <TemplateField
        label={t("description")}
        value={action.description ?? ""}
        error={errorOf("description")}
        onChange={(description) => onChange({ ...action, description })}
      />
    </>
  );
}
