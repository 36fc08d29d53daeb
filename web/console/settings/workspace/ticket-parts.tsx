import { NativeSelect, NumberInput, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { linesOf } from "../frame/lines.ts";
import { Option, Section } from "../frame/section.tsx";
import classes from "./workspace.module.css";
import type { WorkspaceEditor } from "./workspace-form.ts";

type Props = { editor: WorkspaceEditor };
const whole = (value: number | string, least: number) => (typeof value === "number" ? Math.max(value, least) : least);

/** How tickets end and come back. */
export function ClosePart({ editor }: Props) {
  const { t } = useTranslation("workspaceUi");
  const { value, set, errors } = editor;
  const { autoCloseAfter: span, reopenWithin } = value;
  return (
    <Section title={t("close.title")}>
      <Option
        label={t("close.auto.label")}
        about={t("close.auto.about")}
        checked={span !== null}
        onChange={(on) => set({ autoCloseAfter: on ? { count: 3, unit: "days" } : null })}
      >
        {span && (
          <div className={classes.span}>
            <NumberInput
              aria-label={t("close.auto.count")}
              className={classes.number ?? ""}
              min={1}
              max={999}
              allowDecimal={false}
              value={span.count}
              error={errors["settings.autoCloseAfter"]}
              onChange={(count) => set({ autoCloseAfter: { ...span, count: whole(count, 1) } })}
            />
            <NativeSelect
              aria-label={t("close.auto.unit")}
              value={span.unit}
              data={[
                { value: "days", label: t("days", { count: span.count }) },
                { value: "hours", label: t("hours", { count: span.count }) },
              ]}
              onChange={(event) =>
                set({ autoCloseAfter: { ...span, unit: event.currentTarget.value === "hours" ? "hours" : "days" } })
              }
            />
          </div>
        )}
      </Option>
      <Option
        label={t("close.confirm.label")}
        about={t("close.confirm.about")}
        checked={value.confirmCompletion}
        onChange={(confirmCompletion) => set({ confirmCompletion })}
      />
      <Option
        label={t("close.reopen.label")}
        about={t("close.reopen.about")}
        checked={reopenWithin !== null}
        onChange={(on) => set({ reopenWithin: on ? 30 : null })}
      >
        <div className={classes.span}>
          <NumberInput
            aria-label={t("close.reopen.days")}
            className={classes.number ?? ""}
            min={1}
            max={3650}
            allowDecimal={false}
            value={reopenWithin ?? 30}
            onChange={(days) => set({ reopenWithin: whole(days, 1) })}
          />
          <span>{t("days", { count: reopenWithin ?? 30 })}</span>
        </div>
      </Option>
      <Option
        label={t("close.resume.label")}
        about={t("close.resume.about")}
        checked={value.resumeRequired}
        onChange={(resumeRequired) => set({ resumeRequired })}
      />
    </Section>
  );
}

/** How the desk works with tickets: what is asked first, and what lists and cards show. */
export function DeskPart({ editor }: Props) {
  const { t } = useTranslation("workspaceUi");
  const { value, set } = editor;
  return (
    <Section title={t("desk.title")}>
      {(["serviceFirst", "inbox", "similarTickets"] as const).map((name) => (
        <Option
          key={name}
          label={t(`desk.${name}.label`)}
          about={t(`desk.${name}.about`)}
          checked={value[name]}
          onChange={(on) => set({ [name]: on })}
        />
      ))}
    </Section>
  );
}

/** Why tickets are cancelled. */
export function CancelPart({ editor }: Props) {
  const { t } = useTranslation("workspaceUi");
  const { value, set, errors } = editor;
  const reasons = [...new Set(linesOf(value.cancelReasons))];
  return (
    <Section title={t("cancel.title")}>
      <Option
        label={t("cancel.collect.label")}
        about={t("cancel.collect.about")}
        checked={value.collectCancelReasons}
        onChange={(collectCancelReasons) => set({ collectCancelReasons })}
      >
        <Textarea
          label={t("cancel.reasons")}
          description={t("cancel.reasonsAbout")}
          autosize
          minRows={4}
          maxRows={16}
          value={value.cancelReasons}
          error={errors.cancelReasons ?? errors["settings.cancelReasons"]}
          onChange={(event) => set({ cancelReasons: event.currentTarget.value })}
        />
        <NativeSelect
          label={t("cancel.other")}
          description={t("cancel.otherAbout")}
          value={reasons.includes(value.otherReason) ? value.otherReason : ""}
          data={[{ value: "", label: t("cancel.noOther") }, ...reasons.map((name) => ({ value: name, label: name }))]}
          onChange={(event) => set({ otherReason: event.currentTarget.value })}
        />
      </Option>
    </Section>
  );
}
