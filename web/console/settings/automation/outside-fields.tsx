import { Button, MultiSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Action, PARTS } from "../../../../core/automation/trigger.ts";
import { useRoute } from "../../../kit/query.ts";
import { useNamesOf } from "../../tickets/list/lookup.ts";
import { EmployeesField } from "../pick/employees-field.tsx";
import { RefMultiSelect, RefSelect } from "../pick/ref-select.tsx";
import { TemplateField } from "../pick/template-field.tsx";
import classes from "./actions.module.css";

type Of<Name extends Action["do"]> = Extract<Action, { do: Name }>;
type Props<A extends Action> = {
  action: A;
  errorOf: (field: string) => string | undefined;
  onChange: (action: Action) => void;
};

/** Whom letters go to, whom not, and what they say [U-NOT-02, U-NOT-04]. */
export function NotifyFields({ action, errorOf, onChange }: Props<Of<"notify">>) {
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

/** A ticket of its own, linked with the one at hand. */
export function OpenFields({ action, errorOf, onChange }: Props<Of<"open">>) {
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

/** The address, and the key by which it can tell that a call is ours. */
export function WebhookFields({ action, errorOf, onChange }: Props<Of<"webhook">>) {
  const { t } = useTranslation("automationUi");
  const [isShown, show] = useState(false);
  const { data } = useRoute("getWebhookKey", {}, { enabled: isShown });
  return (
    <>
      <TextInput
        label={t("url")}
        description={t("urlAbout")}
        type="url"
        placeholder="https://"
        withAsterisk
        value={action.url}
        error={errorOf("url")}
        onChange={(event) => onChange({ ...action, url: event.currentTarget.value })}
      />
      {isShown ? (
        <TextInput
          label={t("key")}
          readOnly
          value={data?.key ?? ""}
          onFocus={(event) => event.currentTarget.select()}
        />
      ) : (
        <div>
          <Button variant="default" size="compact-sm" onClick={() => show(true)}>
            {t("showKey")}
          </Button>
        </div>
      )}
    </>
  );
}
