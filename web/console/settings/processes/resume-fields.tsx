import { NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Status } from "../../../../core/process/process.ts";
import { Option, Two } from "../frame/section.tsx";
import { ReminderFields } from "./reminder-fields.tsx";

type Props = {
  status: Status;
  others: readonly { value: string; label: string }[];
  set: (more: Partial<Status>) => void;
  setResume: (resume: Status["resume"]) => void;
};
type Resume = NonNullable<Status["resume"]>;
const FIRST_REMINDER: Resume["reminders"] = [{ daysBefore: 1, at: "09:00" }];

/** Where a ticket goes by itself from a status: on a date that is set, or after a time that the settings name. */
export function ResumeFields({ status, others, set, setResume }: Props) {
  const { t } = useTranslation("processUi");
  const { resume, expires } = status;
  const first = others[0]?.value ?? "";
  const change = (more: Partial<Resume>) => resume && setResume({ ...resume, ...more });
  const required =
    resume === undefined ? "" : typeof resume.required === "object" ? "setting" : String(resume.required);
  return (
    <>
      <Option
        label={t("resume.label")}
        about={t("resume.about")}
        checked={resume !== undefined}
        onChange={(on) =>
          setResume(on ? { required: true, to: first, at: "09:00", maxYears: 2, reminders: [] } : undefined)
        }
      >
        {resume && (
          <Two>
            <NativeSelect
              label={t("resume.to")}
              value={resume.to}
              data={[...others]}
              onChange={({ currentTarget: { value } }) => change({ to: value })}
            />
            <NativeSelect
              label={t("resume.required")}
              value={required}
              data={["true", "false", "setting"].map((value) => ({ value, label: t(`resume.is.${value}`) }))}
              onChange={({ currentTarget: { value } }) =>
                change({ required: value === "setting" ? { setting: "resumeRequired" } : value === "true" })
              }
            />
            <TextInput
              label={t("resume.at")}
              description={t("resume.atAbout")}
              value={resume.at}
              maxLength={5}
              inputMode="numeric"
              onChange={(event) => change({ at: event.currentTarget.value })}
            />
            <NumberInput
              label={t("resume.maxYears")}
              min={1}
              max={100}
              allowDecimal={false}
              value={resume.maxYears}
              onChange={(years) => typeof years === "number" && change({ maxYears: years })}
            />
          </Two>
        )}
        {resume && (
          <Option
            label={t("resume.remind")}
            about={resume.reminders
              .map(({ daysBefore, at }) => t("resume.reminder", { count: daysBefore, at }))
              .join(", ")}
            checked={resume.reminders.length > 0}
            onChange={(on) => change({ reminders: on ? FIRST_REMINDER : [] })}
          >
            <ReminderFields reminders={resume.reminders} onChange={(reminders) => change({ reminders })} />
          </Option>
        )}
      </Option>
      <Option
        label={t("expires.label")}
        about={t("expires.about")}
        checked={expires !== undefined}
        onChange={(on) => set({ expires: on ? { setting: "autoCloseAfter", to: first } : undefined })}
      >
        {expires && (
          <NativeSelect
            label={t("expires.to")}
            value={expires.to}
            data={[...others]}
            onChange={({ currentTarget: { value } }) => set({ expires: { ...expires, to: value } })}
          />
        )}
      </Option>
    </>
  );
}
