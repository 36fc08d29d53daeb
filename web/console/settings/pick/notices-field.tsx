import { NativeSelect, Switch } from "@mantine/core";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import type { About } from "../../../../core/process/events.ts";
import type { Answer } from "../../../kit/api.ts";
import classes from "./notices-field.module.css";

export type Notices = Answer<"getEmployee">["notices"];
const CHANNELS = ["email", "sms"] as const;
type Channel = (typeof CHANNELS)[number];

/** What notices to employees are about, in the order of a ticket's life. */
export const ABOUTS: readonly About[] = [
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

function withWish(notices: Notices, about: About, channel: Channel, wish: boolean | undefined): Notices {
  const { [channel]: _, ...rest } = notices[about] ?? {};
  const now = wish === undefined ? rest : { ...rest, [channel]: wish };
  const { [about]: __, ...others } = notices;
  return Object.keys(now).length === 0 ? others : { ...others, [about]: now };
}

type Props = { value: Notices; onChange: (value: Notices) => void };

/** Which letters and SMS come: on or off for each event and channel. */
export function NoticesField({ value, onChange }: Props) {
  return (
    <Lines
      draw={(about, channel, label) => (
        <Switch
          aria-label={label}
          checked={value[about]?.[channel] ?? false}
          onChange={(event) => onChange(withWish(value, about, channel, event.currentTarget.checked || undefined))}
        />
      )}
    />
  );
}

/** A person's own choice where it differs from the role's. */
export function OwnNoticesField({ value, onChange, role }: Props & { role: Notices }) {
  const { t } = useTranslation("employees");
  return (
    <Lines
      wide
      draw={(about, channel, label) => {
        const own = value[about]?.[channel];
        return (
          <NativeSelect
            aria-label={label}
            value={own === undefined ? "role" : own ? "on" : "off"}
            data={[
              { value: "role", label: t(role[about]?.[channel] ? "letters.roleOn" : "letters.roleOff") },
              { value: "on", label: t("letters.on") },
              { value: "off", label: t("letters.off") },
            ]}
            onChange={({ currentTarget: { value: chosen } }) =>
              onChange(withWish(value, about, channel, chosen === "role" ? undefined : chosen === "on"))
            }
          />
        );
      }}
    />
  );
}

/** A line for each event with what is chosen for each channel, under its name. */
function Lines(props: { wide?: boolean; draw: (about: About, channel: Channel, label: string) => ReactNode }) {
  const { t } = useTranslation("employees");
  const id = useId();
  return (
    <div className={classes.box} data-wide={props.wide}>
      <div className={classes.heads} aria-hidden>
        <span />
        {CHANNELS.map((channel) => (
          <span key={channel}>{t(`letters.channel.${channel}`)}</span>
        ))}
      </div>
      <ul className={classes.list}>
        {ABOUTS.map((about) => (
          <li key={about} className={classes.line} aria-labelledby={`${id}-${about}`}>
            <div className={classes.text}>
              <strong id={`${id}-${about}`}>{t(`about.${about}.name`)}</strong>
              <span>{t(`about.${about}.who`)}</span>
            </div>
            {CHANNELS.map((channel) => {
              const name = t(`letters.channel.${channel}`);
              return (
                <div key={channel} className={classes.choice}>
                  <span className={classes.channel} aria-hidden>
                    {name}
                  </span>
                  {props.draw(about, channel, `${t(`about.${about}.name`)}: ${name}`)}
                </div>
              );
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}
