import { ActionIcon, Button, SegmentedControl, TextInput } from "@mantine/core";
import { PlusIcon, TrashIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import { Notice, Option, Section } from "../frame/section.tsx";
import type { Editor } from "../frame/use-editor.ts";
import { EmployeesField } from "../pick/employees-field.tsx";
import classes from "./service.module.css";
import type { ServiceForm, Stage } from "./service-form.ts";
import { ServiceOpening } from "./service-opening.tsx";

type Props = { editor: Editor<ServiceForm>; usedControllers: boolean };

/** Tab Work: how many do it, who checks it, what is demanded, who agrees ([H-SVC-03…07]). */
export function ServiceWork({ editor, usedControllers }: Props) {
  const { t } = useTranslation("services");
  const { value, set, errors } = editor;
  return (
    <div className={classes.narrow}>
      <Section title={t("work.people")}>
        <div className={classes.field}>
          <span className={classes.label} id="max-assignees">
            {t("work.assignees")}
          </span>
          <SegmentedControl
            aria-labelledby="max-assignees"
            value={String(value.maxAssignees)}
            data={["1", "2", "3", "4"]}
            onChange={(most) => set({ maxAssignees: Number(most) })}
          />
          <span className={classes.about}>{t("work.assigneesAbout")}</span>
        </div>
        <Option
          label={t("work.appointment.label")}
          about={t("work.appointment.about")}
          checked={value.appointment}
          onChange={(appointment) => set({ appointment })}
        />
        <Option
          label={t("work.acceptFirst.label")}
          about={t("work.acceptFirst.about")}
          checked={value.acceptFirst}
          onChange={(acceptFirst) => set({ acceptFirst })}
        />
      </Section>
      <ServiceOpening editor={editor} />
      <Section title={t("work.control")} about={t("work.controlAbout")}>
        <Option
          label={t("work.useControllers.label")}
          about={t("work.useControllers.about")}
          checked={value.useControllers}
          onChange={(useControllers) => set({ useControllers })}
        >
          <EmployeesField
            label={t("work.autoControllers")}
            about={t("work.autoControllersAbout")}
            most={5}
            error={errors["options.autoControllers"]}
            value={value.autoControllers}
            onChange={(autoControllers) => set({ autoControllers })}
          />
          <Option
            label={t("work.qualityControl.label")}
            about={t("work.qualityControl.about")}
            checked={value.qualityControl}
            onChange={(qualityControl) => set({ qualityControl })}
          />
        </Option>
        {usedControllers && !value.useControllers && <Notice>{t("work.controllersOff")}</Notice>}
      </Section>
      <Section title={t("work.closing")}>
        <Option
          label={t("work.requireDocument.label")}
          about={t("work.requireDocument.about")}
          checked={value.requireDocument}
          onChange={(requireDocument) => set({ requireDocument })}
        />
        <Option
          label={t("work.clientMayReopen.label")}
          about={t("work.clientMayReopen.about")}
          checked={value.clientMayReopen}
          onChange={(clientMayReopen) => set({ clientMayReopen })}
        />
      </Section>
      <Section title={t("approval.title")} about={t("approval.about")}>
        <Option
          label={t("approval.label")}
          about={t("approval.optionAbout")}
          checked={value.routing}
          onChange={(routing) => set({ routing })}
        >
          <Stages stages={value.stages} errors={errors} onChange={(stages) => set({ stages })} />
        </Option>
      </Section>
    </div>
  );
}

type StagesProps = {
  stages: readonly Stage[];
  errors: Editor<ServiceForm>["errors"];
  onChange: (stages: Stage[]) => void;
};

/** The stages of approval, one after the other. */
function Stages({ stages, errors, onChange }: StagesProps) {
  const { t } = useTranslation("services");
  const change = (at: number, part: Partial<Stage>) =>
    onChange(stages.map((stage, index) => (index === at ? { ...stage, ...part } : stage)));
  return (
    <div className={classes.stages}>
      {stages.map((stage, index) => (
        // Stages have nothing that tells them apart but their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <fieldset key={index} className={classes.stage}>
          <legend>{t("approval.stage", { number: index + 1 })}</legend>
          <ActionIcon
            className={classes.removeStage ?? ""}
            aria-label={t("approval.removeStage", { number: index + 1 })}
            onClick={() => onChange(stages.filter((_, at) => at !== index))}
          >
            <TrashIcon />
          </ActionIcon>
          <TextInput
            label={t("approval.stageName")}
            placeholder={t("approval.stageNameHint")}
            withAsterisk
            maxLength={200}
            value={stage.name}
            error={errors[`stages.${index}.name`]}
            onChange={(event) => change(index, { name: event.currentTarget.value })}
          />
          <EmployeesField
            label={t("approval.approvers")}
            required
            most={20}
            value={stage.approvers}
            error={errors[`stages.${index}.approvers`]}
            onChange={(approvers) => change(index, { approvers })}
          />
          <SegmentedControl
            aria-label={t("approval.rule")}
            value={stage.rule}
            data={[
              { value: "any", label: t("approval.any") },
              { value: "all", label: t("approval.all") },
            ]}
            onChange={(rule) => change(index, { rule: rule === "all" ? "all" : "any" })}
          />
        </fieldset>
      ))}
      {errors.stages && (
        <div className={classes.wrong} role="alert">
          {errors.stages}
        </div>
      )}
      <div>
        <Button
          variant="default"
          leftSection={<PlusIcon />}
          disabled={stages.length >= 10}
          onClick={() => onChange([...stages, { name: "", approvers: [], rule: "any" }])}
        >
          {t("approval.addStage")}
        </Button>
      </div>
    </div>
  );
}
