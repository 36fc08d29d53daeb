import { Checkbox, MultiSelect, NumberInput, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Action } from "../../../../core/automation/trigger.ts";
import { AnswerField } from "../../tickets/card/answer-field.tsx";
import { useNamesOf } from "../../tickets/list/lookup.ts";
import { EmployeesField } from "../pick/employees-field.tsx";
import { RefSelect } from "../pick/ref-select.tsx";
import { TemplateField } from "../pick/template-field.tsx";
import classes from "./actions.module.css";
import { NotifyFields, OpenFields, WebhookFields } from "./outside-fields.tsx";
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
    case "handOver":
      return <HandOverFields action={action} {...rest} />;
    case "set":
      return <SetFields action={action} {...rest} />;
    case "tag":
      return <TagFields action={action} {...rest} />;
    case "notify":
      return <NotifyFields action={action} {...rest} />;
    case "open":
      return <OpenFields action={action} {...rest} />;
    case "webhook":
      return <WebhookFields action={action} {...rest} />;
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
  const { statuses, nameOfStatus } = useChoices();
  const isGone = action.to !== "" && statuses.length > 0 && statuses.every(({ value }) => value !== action.to);
  const days = /^P(\d+)D$/.exec(action.resumeIn ?? "")?.[1];
  const { resumeIn: _, ...plain } = action;
  return (
    <>
      <div className={classes.two}>
        <Select
          label={t("toStatus")}
          withAsterisk
          searchable
          data={isGone ? [{ value: action.to, label: nameOfStatus(action.to) }, ...statuses] : statuses}
          value={action.to || null}
          error={isGone ? t("statusGone") : errorOf("to")}
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

/** To which stage, and to whom there; nobody named: as when people hand over. */
function HandOverFields({ action, errorOf, onChange }: Props<Of<"handOver">>) {
  const { t } = useTranslation("automationUi");
  const { stages } = useChoices();
  return (
    <div className={classes.two}>
      <Select
        label={t("toStage")}
        withAsterisk
        data={stages}
        value={action.to || null}
        error={errorOf("to")}
        onChange={(to) => onChange({ ...action, to: to ?? "" })}
      />
      <EmployeesField
        label={t("part.assignees")}
        most={4}
        value={action.assignees ?? []}
        error={errorOf("assignees")}
        onChange={(ids) => {
          const { assignees: _, ...rest } = action;
          onChange(ids.length > 0 ? { ...rest, assignees: ids } : rest);
        }}
      />
    </div>
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
