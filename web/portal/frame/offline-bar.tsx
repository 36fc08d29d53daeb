import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useConnection } from "../../kit/connection.ts";
import classes from "./offline-bar.module.css";

/** A blip of a second is nobody's business, ms. */
const QUIET = 1500;

/** One thin line while the server is out of reach; heads of pages make room for it. */
export function OfflineBar() {
  const { t } = useTranslation("portal");
  const state = useConnection();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(state !== "online"), state === "online" ? 0 : QUIET);
    return () => clearTimeout(timer);
  }, [state]);
  if (!shown || state === "online") return null;
  return <output className={classes.bar}>{t(`connection.${state}`)}</output>;
}
