import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { StatusDot } from "../../../kit/status.tsx";
import classes from "./people.module.css";

/** How many open tickets somebody has; the number opens them. `plain`: it does not, where the line does something else. */
export function Load(props: { person: { id: string; load?: number; loadColour?: string }; plain?: boolean }) {
  const { t } = useTranslation(["card", "common"]);
  const { id, load = 0, loadColour: colour = "grey" } = props.person;
  const title = t("common:load", { count: load });
  const inside = (
    <>
      <StatusDot colour={colour} label={t(`people.loadColour.${colour}`)} />
      {load}
    </>
  );
  if (props.plain) {
    return (
      <span className={classes.load} title={title}>
        {inside}
      </span>
    );
  }
  return (
    <Link
      className={classes.load}
      title={title}
      to="/tickets"
      search={{ tab: "all", where: `assignee:${id} category:new,open,paused` }}
    >
      {inside}
    </Link>
  );
}
