import { Popover } from "@mantine/core";
import { EnvelopeClosedIcon } from "@radix-ui/react-icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PhoneIcon } from "./icons.tsx";
import classes from "./person-name.module.css";
import { StatusDot } from "./status.tsx";

/** What is known of somebody where the name stands; what is absent is not shown. */
export type Named = {
  name: string;
  jobTitle?: string | null;
  phone?: string | null;
  email?: string | null;
  load?: number;
  loadColour?: string;
  active?: boolean;
};

/** Calls the number, in whatever program calls on this device. */
export const telOf = (phone: string): string => `tel:${phone.replace(/[^+\d]/g, "")}`;

/**
 * A name that opens its pop-over: telephone, mail, load. `title` replaces the name on top of it, for example with a
 * link to the card; `children` stand below.
 */
export function PersonName({ person, title, children }: { person: Named; title?: ReactNode; children?: ReactNode }) {
  const { t } = useTranslation();
  const { phone, email, load } = person;
  return (
    <Popover withArrow position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={person.active === false ? `${classes.name} ${classes.inactive}` : classes.name}
          onClick={(event) => event.stopPropagation()}
        >
          {person.name}
        </button>
      </Popover.Target>
      <Popover.Dropdown onClick={(event) => event.stopPropagation()}>
        <div className={classes.card}>
          <span className={classes.title}>{title ?? person.name}</span>
          {person.jobTitle && <span className={classes.soft}>{person.jobTitle}</span>}
          {phone && (
            <a className={classes.line} href={telOf(phone)}>
              <PhoneIcon />
              <bdi>{phone}</bdi>
            </a>
          )}
          {email && (
            <a className={classes.line} href={`mailto:${email}`}>
              <EnvelopeClosedIcon />
              <bdi>{email}</bdi>
            </a>
          )}
          {load !== undefined && (
            <span className={classes.line}>
              <StatusDot colour={person.loadColour ?? "grey"} />
              {t("load", { count: load })}
            </span>
          )}
          {person.active === false && <span className={classes.soft}>{t("blocked")}</span>}
          {children}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
