import { Button, Switch } from "@mantine/core";
import { type ReactNode, useId, useState } from "react";
import { ConfirmDanger } from "../../../kit/confirm-danger.tsx";
import classes from "./form.module.css";

/** A part of a page under its heading, with the sentence that says what it is for. */
export function Section({ title, about, children }: { title: ReactNode; about?: ReactNode; children?: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 id={id}>{title}</h2>
        {about && <p>{about}</p>}
      </div>
      {children}
    </section>
  );
}

/** Parts one below the other, where they stand in something that does not space them. */
export const Sections = ({ children }: { children: ReactNode }) => <div className={classes.stack}>{children}</div>;

/** Fields side by side where there is room. */
export const Two = ({ children }: { children: ReactNode }) => <div className={classes.two}>{children}</div>;

/** Something that is on or off: its name, what it does in a sentence, an example, and what belongs to it when on. */
export function Option(props: {
  label: string;
  about?: ReactNode;
  example?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  /** Fields that only matter while it is on. */
  children?: ReactNode;
}) {
  const id = useId();
  return (
    <div className={classes.option}>
      <Switch
        id={id}
        checked={props.checked}
        disabled={props.disabled ?? false}
        // Named by this and not by its track, which is an empty label to those who read the page aloud.
        aria-labelledby={`${id}-label`}
        aria-describedby={props.about ? `${id}-about` : undefined}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <label htmlFor={id} id={`${id}-label`}>
        {props.label}
      </label>
      {props.about && (
        <div className={classes.about} id={`${id}-about`}>
          {props.about}
          {props.example && <span className={classes.example}>{props.example}</span>}
        </div>
      )}
      {props.checked && props.children && <div className={classes.under}>{props.children}</div>}
    </div>
  );
}

/** Something that cannot be undone, at the end of a page; asked again before it is done. */
export function Danger(props: {
  /** What will happen, in a sentence. */
  about: ReactNode;
  action: string;
  title: string;
  confirm: ReactNode;
  /** To be typed before it goes on. */
  name?: string;
  run: () => Promise<unknown>;
}) {
  const [opened, setOpened] = useState(false);
  return (
    <div className={classes.danger}>
      <span>{props.about}</span>
      <Button variant="default" c="var(--red-ink)" onClick={() => setOpened(true)}>
        {props.action}
      </Button>
      <ConfirmDanger
        opened={opened}
        onClose={() => setOpened(false)}
        title={props.title}
        action={props.action}
        run={props.run}
        {...(props.name === undefined ? {} : { name: props.name })}
      >
        {props.confirm}
      </ConfirmDanger>
    </div>
  );
}

/** A line that has to be read: amber when something does not work as one would think, grey when it is only told. */
export function Notice({ children, tone }: { children: ReactNode; tone?: "plain" }) {
  return (
    <div className={classes.notice} data-tone={tone} role="status">
      {children}
    </div>
  );
}
