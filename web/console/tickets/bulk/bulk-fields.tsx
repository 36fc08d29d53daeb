import { Checkbox, MultiSelect, Radio, SegmentedControl, Select, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BulkAction } from "../../../../contract/bulk.ts";
import { LIMITS } from "../../../../core/process/limits.ts";
import { textOf } from "../../../kit/i18n.ts";
import { useRoute } from "../../../kit/query.ts";
import { StatusLine } from "../../../kit/status.tsx";
import { EmployeesField } from "../../settings/pick/employees-field.tsx";
import { RefSelect } from "../../settings/pick/ref-select.tsx";
import { AnswerField } from "../card/answer-field.tsx";
import { DayInput } from "../card/lazy-day-input.tsx";
import { type Chosen, IncidentField } from "../incidents/incident-field.tsx";
import type { Ticked } from "./bulk-draft.ts";
import { useTargets } from "./bulk-words.ts";

type Of<Name extends BulkAction["do"]> = Extract<BulkAction, { do: Name }>;
type Props<A extends BulkAction> = { action: A; ticked: readonly Ticked[]; onChange: (action: BulkAction) => void };

/** What an action has to be told. */
export function ActionFields({ action, ...rest }: Props<BulkAction>) {
  const { t } = useTranslation("bulk");
  switch (action.do) {
    case "move":
      return <MoveFields action={action} {...rest} />;
    case "assign":
      return <AssignFields action={action} {...rest} />;
    case "set":
      return <SetFields action={action} {...rest} />;
    case "tag":
      return <TagFields action={action} {...rest} />;
    case "merge":
      return <MergeFields action={action} {...rest} />;
    case "incident":
      return <IncidentChoice action={action} {...rest} />;
    case "unread":
      return <p>{t("unreadAbout")}</p>;
  }
}

/** Which of the ticked ones the others go into: the oldest knows the most, so it stands first. */
function MergeFields({ action, ticked, onChange }: Props<Of<"merge">>) {
  const { t } = useTranslation("bulk");
  const tickets = ticked.toSorted((one, other) => one.number - other.number);
  return (
    <Radio.Group
      label={t("merge.into")}
      description={t("merge.about")}
      value={action.into}
      onChange={(into) => onChange({ ...action, into })}
    >
      <Stack gap="xs" mah={260} style={{ overflowY: "auto" }}>
        {tickets.map(({ id, number, subject }) => (
          <Radio key={id} value={id} label={`${number} · ${subject}`} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

/** Which incident they are attached to, or a new one [H-BULK-04]. */
function IncidentChoice({ action, onChange }: Props<Of<"incident">>) {
  const [incident, setIncident] = useState<Chosen | null>(null);
  return (
    <IncidentField
      focused
      value={incident}
      onChange={(chosen) => {
        setIncident(chosen);
        onChange({ ...action, into: chosen?.id ?? "" });
      }}
    />
  );
}

function MoveFields({ action, ticked, onChange }: Props<Of<"move">>) {
  const { t } = useTranslation("bulk");
  // The card of one of them knows what can be given.
  const sample = ticked[0]?.id;
  const targets = useTargets();
  const target = targets.find(({ key }) => key === action.to);
  const isCancelled = target?.category === "cancelled";
  const { data } = useRoute(
    "getTicket",
    { params: { id: sample ?? "" } },
    { enabled: isCancelled && sample !== undefined },
  );
  const reasons = isCancelled ? (data?.cancelReasonsOffered ?? []) : [];
  const { resumeAt: _day, reasons: _reasons, ...plain } = action;
  return (
    <>
      <Select
        label={t("move.to")}
        withAsterisk
        data-autofocus
        searchable
        allowDeselect={false}
        data={targets.map(({ key, name }) => ({ value: key, label: textOf(name) }))}
        value={action.to || null}
        renderOption={({ option }) => {
          const status = targets.find(({ key }) => key === option.value);
          return status ? <StatusLine status={status} /> : option.label;
        }}
        onChange={(to) => to && onChange({ ...plain, to })}
      />
      {target?.resumes && (
        <DayInput
          label={t("move.resumeAt")}
          value={action.resumeAt ?? null}
          aheadYears={2}
          onChange={(resumeAt) => onChange({ ...action, resumeAt })}
        />
      )}
      {reasons.length > 0 && (
        <MultiSelect
          label={t("move.reasons")}
          data={[...reasons]}
          value={action.reasons ?? []}
          onChange={(chosen) => {
            const { reasons: _, ...rest } = action;
            onChange(chosen.length > 0 ? { ...rest, reasons: chosen } : rest);
          }}
        />
      )}
      <Textarea
        label={t("move.comment")}
        description={t("move.commentAbout")}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={5_000}
        value={action.comment ?? ""}
        onChange={({ currentTarget: { value } }) => {
          const { comment: _, ...rest } = action;
          onChange(value === "" ? rest : { ...rest, comment: value });
        }}
      />
    </>
  );
}

const MOST = { assignees: LIMITS.assignees, controllers: LIMITS.controllers, observers: 20 } as const;

function AssignFields({ action, onChange }: Props<Of<"assign">>) {
  const { t } = useTranslation("bulk");
  const { part, mode, notify } = action;
  const tell = (change: Partial<typeof notify>) => onChange({ ...action, notify: { ...notify, ...change } });
  return (
    <>
      <SegmentedControl
        aria-label={t("assign.mode")}
        data={(["add", "replace"] as const).map((value) => ({ value, label: t(`assign.${value}`) }))}
        value={mode}
        onChange={(next) => onChange({ ...action, mode: next === "replace" ? "replace" : "add" })}
      />
      <EmployeesField
        focused
        label={t(`kind.${part}`)}
        most={MOST[part]}
        about={mode === "replace" ? t("assign.replaceAbout") : t("assign.addAbout")}
        value={action.employees}
        onChange={(employees) => onChange({ ...action, employees })}
      />
      <Checkbox
        label={t("assign.tellEmployees")}
        checked={notify.employees}
        onChange={(event) => tell({ employees: event.currentTarget.checked })}
      />
      {part === "assignees" && (
        <Checkbox
          label={t("assign.tellClients")}
          checked={notify.clients}
          onChange={(event) => tell({ clients: event.currentTarget.checked })}
        />
      )}
    </>
  );
}

/** Fields of the workspace that this person may write, with how each is answered. */
function useOwnFields() {
  const { data } = useRoute("listFields", {}, { staleTime: 60_000 });
  const all = (data?.items ?? []).filter(({ active, mine }) => active && mine === "write");
  return {
    // A file belongs to one ticket.
    own: all
      .filter(({ custom, type }) => custom && type !== "file")
      .map((field) => ({ ...field, key: field.key.replace(/^custom\./, "") })),
    priority: all.find(({ key }) => key === "priority"),
  };
}
type OwnField = ReturnType<typeof useOwnFields>["own"][number];

const choicesOf = ({ choices }: Pick<OwnField, "choices">) =>
  choices.filter(({ retired }) => !retired).map(({ key, name }) => ({ value: key, label: textOf(name) }));

function SetFields({ action, onChange }: Props<Of<"set">>) {
  const { t } = useTranslation("bulk");
  const { own, priority } = useOwnFields();
  const [field, setField] = useState<string | null>(null);
  const [service, setService] = useState<{ id: string; name: string } | null>(null);
  const custom = own.find(({ key }) => `custom.${key}` === field);
  const set = (fields: Of<"set">["fields"]) => onChange({ ...action, fields });
  const data = [
    ...(priority && priority.choices.length > 0 ? [{ value: "priority", label: textOf(priority.name) }] : []),
    { value: "service", label: t("set.service") },
    ...own.map(({ key, name }) => ({ value: `custom.${key}`, label: textOf(name) })),
  ];
  return (
    <>
      <Select
        label={t("set.field")}
        withAsterisk
        data-autofocus
        searchable
        allowDeselect={false}
        data={data}
        value={field}
        onChange={(next) => {
          setField(next);
          setService(null);
          set({});
        }}
      />
      {field === "priority" && priority && (
        <Select
          label={t("set.value")}
          data={choicesOf(priority)}
          value={action.fields.priority ?? null}
          clearable
          onChange={(value) => set({ priority: value })}
        />
      )}
      {field === "service" && (
        <RefSelect
          kind="service"
          label={t("set.value")}
          required
          value={service}
          onChange={(chosen) => {
            setService(chosen);
            set(chosen ? { service: chosen.id } : {});
          }}
        />
      )}
      {custom && (
        <AnswerField
          key={custom.key}
          question={{
            label: t("set.value"),
            type: custom.type,
            options: choicesOf(custom),
            hint: t("set.emptyAbout"),
            ...(custom.currency ? { currency: custom.currency } : {}),
          }}
          value={action.fields.custom?.[custom.key] ?? null}
          onChange={(value) => set({ custom: { [custom.key]: value } })}
        />
      )}
    </>
  );
}

function TagFields({ action, onChange }: Props<Of<"tag">>) {
  const { t } = useTranslation("bulk");
  const { own } = useOwnFields();
  const lists = own.filter(({ type }) => type === "lists");
  // Where there is one alone, nobody is asked which.
  const field = lists.find(({ key }) => key === action.field) ?? (lists.length === 1 ? lists[0] : undefined);
  return (
    <>
      <Select
        label={t("set.field")}
        withAsterisk
        data-autofocus
        allowDeselect={false}
        data={lists.map(({ key, name }) => ({ value: key, label: textOf(name) }))}
        value={field?.key ?? null}
        onChange={(key) => onChange({ ...action, field: key ?? "", add: [], remove: [] })}
      />
      {(["add", "remove"] as const).map((way) => (
        <MultiSelect
          key={way}
          label={t(`tag.${way}`)}
          data={field ? choicesOf(field) : []}
          disabled={!field}
          value={action[way]}
          onChange={(chosen) => onChange({ ...action, field: field?.key ?? "", [way]: chosen })}
        />
      ))}
    </>
  );
}
