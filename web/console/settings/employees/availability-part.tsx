import { ActionIcon, Button, TagsInput, TextInput } from "@mantine/core";
import { PlusIcon, TrashIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import { Section } from "../frame/section.tsx";
import type { Editor } from "../frame/use-editor.ts";
import classes from "../teams/assignment.module.css";
import type { EmployeeForm } from "./employee-form.ts";

type Absence = EmployeeForm["absences"][number];

/** What an employee can do, and when he is away: teams that give tickets out by themselves go by it ([B-ASG-02]). */
export function AvailabilityPart({ editor }: { editor: Editor<EmployeeForm> }) {
  const { t } = useTranslation("assignmentUi");
  const { value, set, errors } = editor;
  const { absences } = value;
  const change = (at: number, part: Partial<Absence>) =>
    set({ absences: absences.map((one, index) => (index === at ? { ...one, ...part } : one)) });
  return (
    <Section title={t("availability.title")} about={t("availability.about")}>
      <TagsInput
        label={t("skills")}
        placeholder={value.skills.length === 0 ? t("skillsHint") : ""}
        maxTags={50}
        error={errors.skills}
        value={value.skills}
        onChange={(skills) => set({ skills })}
      />
      {absences.length > 0 && (
        <ul className={classes.list} aria-label={t("absence.title")}>
          {absences.map(({ from, until, note }, index) => (
            // Nothing of it stays while it is typed but its place.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <li key={index} className={classes.item}>
              <TextInput
                type="date"
                label={t("absence.from")}
                value={from}
                onChange={(event) => change(index, { from: event.currentTarget.value })}
              />
              <TextInput
                type="date"
                label={t("absence.until")}
                value={until}
                error={errors[`absences.${index}.until`]}
                onChange={(event) => change(index, { until: event.currentTarget.value })}
              />
              <TextInput
                className={classes.wide ?? ""}
                label={t("absence.note")}
                placeholder={t("absence.noteHint")}
                maxLength={500}
                value={note ?? ""}
                onChange={(event) => change(index, { note: event.currentTarget.value })}
              />
              <ActionIcon
                className={classes.off ?? ""}
                aria-label={t("absence.remove", { number: index + 1 })}
                onClick={() => set({ absences: absences.filter((_, at) => at !== index) })}
              >
                <TrashIcon />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button
          variant="default"
          leftSection={<PlusIcon />}
          onClick={() => set({ absences: [...absences, { from: "", until: "" }] })}
        >
          {t("absence.add")}
        </Button>
      </div>
    </Section>
  );
}
