import { useTranslation } from "react-i18next";
import classes from "../../kit/connection-bar.module.css";
import { useRoute } from "../../kit/query.ts";

/** How often the server is asked, ms: nobody can do anything about it in the same minute. */
const ASK_EVERY = 60_000;

/** The thin bar on top while a part of the desk does less than it should: letters wait, the disk is full. */
export function HealthBar() {
  const { t } = useTranslation("shell");
  const { data } = useRoute("getHealth", {}, { refetchInterval: ASK_EVERY, meta: { live: false } });
  const notes = data?.parts?.map(({ note }) => t(`health.${note}`)) ?? [];
  if (notes.length === 0) return null;
  return <output className={classes.bar}>{notes.join(" ")}</output>;
}
