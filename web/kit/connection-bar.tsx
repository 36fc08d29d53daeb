import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useConnection } from "./connection.ts";
import classes from "./connection-bar.module.css";

/** A blip of a second is nobody's business, ms. */
const QUIET = 1500;

/** The thin bar on top while the server is out of reach: everything stays readable, writing is kept. */
export function ConnectionBar() {
  const { t } = useTranslation();
  const state = useConnection();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(state !== "online"), state === "online" ? 0 : QUIET);
    return () => clearTimeout(timer);
  }, [state]);
  if (!shown || state === "online") return null;
  return (
    <output className={classes.bar}>{t(state === "offline" ? "connection.offline" : "connection.reconnecting")}</output>
  );
}
