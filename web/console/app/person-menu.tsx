import { lazy } from "react";
import { OnDemand } from "../../kit/on-demand.tsx";
import { useMe } from "../../kit/session.ts";
import classes from "./shell.module.css";

const PersonDropdown = lazy(async () => ({ default: (await import("./person-options.tsx")).PersonDropdown }));

const initialsOf = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join("");

/** Who I am; behind it how I like the screen, my other desks, the way out. */
export function PersonMenu() {
  const { person } = useMe();
  return (
    <OnDemand
      button={(on) => (
        <button type="button" className={classes.person} aria-haspopup="menu" {...on}>
          <span className={classes.initials} aria-hidden>
            {initialsOf(person.name)}
          </span>
          <span className={classes.label}>{person.name}</span>
        </button>
      )}
    >
      {(button) => <PersonDropdown>{button()}</PersonDropdown>}
    </OnDemand>
  );
}
