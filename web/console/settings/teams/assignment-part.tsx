import { MultiSelect, NumberInput, Radio, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ASSIGNMENT_MODES } from "../../../../core/routing/team-mode.ts";
import { textOf } from "../../../kit/i18n.ts";
import { useTicketFields } from "../../tickets/list/fields.ts";
import { Option, Section } from "../frame/section.tsx";
import classes from "./assignment.module.css";
import { OnCallPart } from "./on-call-part.tsx";
import { Shifts } from "./shifts.tsx";
import type { Team } from "./team-list.tsx";

export type Assignment = Team["assignment"];
type Props = {
  value: Assignment;
  members: Team["members"];
  errors: Record<string, string | undefined>;
  onChange: (value: Assignment) => void;
};

/** How the team gives its new tickets to its members ([B-ASG-01]), and who is called when nobody answers. */
export function AssignmentPart({ value, members, errors, onChange }: Props) {
  const { t } = useTranslation("assignmentUi");
  const { fields } = useTicketFields();
  const mode = value.mode ?? "hand";
  const set = (part: Partial<Assignment>) => onChange({ ...value, ...part });
  const statuses = (fields?.statuses ?? []).filter(({ category }) => ["new", "open", "paused"].includes(category));
  return (
    <>
      <Section title={t("title")} about={t("about")}>
        <Radio.Group
          aria-label={t("title")}
          value={mode}
          onChange={(chosen) => {
            const next = ASSIGNMENT_MODES.find((one) => one === chosen);
            if (next) set({ mode: next });
          }}
        >
          <Stack gap="sm">
            {ASSIGNMENT_MODES.map((one) => (
              <Radio key={one} value={one} label={t(`mode.${one}`)} description={t(`modeAbout.${one}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {mode !== "hand" && (
          <>
            <Option
              label={t("maximum.label")}
              about={t("maximum.about")}
              checked={(value.maximum ?? null) !== null}
              onChange={(on) => set({ maximum: on ? 10 : null })}
            >
              <NumberInput
                aria-label={t("maximum.count")}
                className={classes.number ?? ""}
                min={1}
                max={1000}
                allowDecimal={false}
                value={value.maximum ?? 10}
                error={errors["assignment.maximum"]}
                onChange={(count) => set({ maximum: typeof count === "number" ? Math.max(1, count) : 1 })}
              />
            </Option>
            {(mode === "load" || (value.maximum ?? null) !== null) && (
              <MultiSelect
                label={t("notCounted.label")}
                description={t("notCounted.about")}
                placeholder={(value.notCounted ?? []).length === 0 ? t("notCounted.none") : ""}
                data={statuses.map(({ key, name }) => ({ value: key, label: textOf(name) || key }))}
                value={value.notCounted ?? []}
                onChange={(notCounted) => set({ notCounted })}
              />
            )}
            <Option
              label={t("bySkill.label")}
              about={t("bySkill.about")}
              checked={value.bySkill ?? false}
              onChange={(bySkill) => set({ bySkill })}
            />
            <Option
              label={t("byDistance.label")}
              about={t("byDistance.about")}
              checked={value.byDistance ?? false}
              onChange={(byDistance) => set({ byDistance })}
            />
            <Option
              label={t("byShift.label")}
              about={t("byShift.about")}
              checked={value.byShift ?? false}
              onChange={(byShift) => set({ byShift })}
            >
              <Shifts shifts={value.shifts ?? []} members={members} onChange={(shifts) => set({ shifts })} />
            </Option>
          </>
        )}
      </Section>
      <OnCallPart steps={value.escalation ?? []} errors={errors} onChange={(escalation) => set({ escalation })} />
    </>
  );
}
