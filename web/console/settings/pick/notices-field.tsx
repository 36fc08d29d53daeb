import { NativeSelect, Switch } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { About } from "../../../../core/process/events.ts";
import type { Answer } from "../../../kit/api.ts";
import classes from "./notices-field.module.css";

export type Notices = Answer<"getEmployee">["notices"];

/** What letters to employees are about, in the order of a ticket's life. */
const ABOUTS: readonly About[] = [
  "team",
  "assigned",
  "controller",
  "message",
  "note",
  "status",
  "fields",
  "resume",
  "due-soon",
  "overdue",
  "approval-asked",
  "approved",
  "rating",
  "rating-changed",
];

const emailOf = (notices: Notices, about: About): boolean | undefined => notices[about]?.email;

function withEmail(notices: Notices, about: About, email: boolean | undefined): Notices {
  const { email: _, ...rest } = notices[about] ?? {};
  const now = email === undefined ? rest : { ...rest, email };
  const { [about]: __, ...others } = notices;
  return Object.keys(now).length === 0 ? others : { ...others, [about]: now };
}

type Props = { value: Notices; onChange: (value: Notices) => void };

/** Which letters come: on or off for each event. */
export function NoticesField({ value, onChange }: Props) {
  const { t } = useTranslation("employees");
  const id = useId();
  return (
    <ul className={classes.list}>
      {ABOUTS.map((about) => (
        <li key={about} className={classes.line}>
          <div className={classes.text}>
            <label htmlFor={`${id}-${about}`} id={`${id}-${about}-label`}>
              {t(`about.${about}.name`)}
            </label>
            <span>{t(`about.${about}.who`)}</span>
          </div>
          <Switch
            id={`${id}-${about}`}
            aria-labelledby={`${id}-${about}-label`}
            checked={emailOf(value, about) ?? false}
            onChange={(event) => onChange(withEmail(value, about, event.currentTarget.checked || undefined))}
          />
        </li>
      ))}
    </ul>
  );
}

/** A person's own choice where it differs from the role's. */
export function OwnNoticesField({ value, onChange, role }: Props & { role: Notices }) {
  const { t } = useTranslation("employees");
  return (
    <ul className={classes.list}>
      {ABOUTS.map((about) => {
        const own = emailOf(value, about);
        return (
          <li key={about} className={classes.line}>
            <div className={classes.text}>
              <strong>{t(`about.${about}.name`)}</strong>
              <span>{t(`about.${about}.who`)}</span>
            </div>
            <NativeSelect
              aria-label={t(`about.${about}.name`)}
              className={classes.choice ?? ""}
              value={own === undefined ? "role" : own ? "on" : "off"}
              data={[
                { value: "role", label: t(emailOf(role, about) ? "letters.roleOn" : "letters.roleOff") },
                { value: "on", label: t("letters.on") },
                { value: "off", label: t("letters.off") },
              ]}
              onChange={({ currentTarget: { value: chosen } }) =>
                onChange(withEmail(value, about, chosen === "role" ? undefined : chosen === "on"))
              }
            />
          </li>
        );
      })}
    </ul>
  );
}
