import { useTranslation } from "react-i18next";
import { formatFully } from "../../../kit/format.ts";
import classes from "./form.module.css";

/** Who changed what the form shows last, and when; nothing while nobody has since it was made. */
export function LastChanged({ change }: { change: { at: string; by: { name: string } } | null | undefined }) {
  const { t } = useTranslation("settings");
  if (!change) return null;
  return (
    <p className={classes.lastChanged}>{t("lastChanged", { name: change.by.name, when: formatFully(change.at) })}</p>
  );
}
