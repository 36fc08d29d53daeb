import { Button } from "@mantine/core";
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Connection, useConnection } from "./connection.ts";
import { isProblem } from "./problem.ts";
import classes from "./state.module.css";

/** A part of the page that could not be loaded: it is of an older version, or the network is away. */
const isOfPage = (error: unknown): boolean =>
  error instanceof Error && /dynamically imported module|Importing a module|preload CSS/i.test(error.message);

/** Which of the sentences in `common:error` fits. */
function kindOf(
  error: unknown,
  begun: Connection,
): "offline" | "unreachable" | "missing" | "forbidden" | "many" | "update" | "fault" {
  if (isOfPage(error)) return begun === "online" ? "update" : begun === "offline" ? "offline" : "unreachable";
  if (!isProblem(error)) return "fault";
  if (error.code === "network/offline") return "offline";
  if (error.status === 0) return "unreachable";
  // What the address holds is none of ours: a number that is none, an id that somebody has typed.
  if (error.status === 404 || error.code === "bad-input") return "missing";
  if (error.status === 403) return "forbidden";
  return error.status === 429 ? "many" : "fault";
}

/** What happened, what is safe, what to do, and a code to quote. `onRetry` makes the button; without it, a reload. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const connection = useConnection();
  const [begun] = useState(connection);
  const kind = kindOf(error, begun);
  // A part of the page that was missed is not asked for again but with the whole page.
  const again = isOfPage(error) || !onRetry ? () => location.reload() : onRetry;
  // What the network kept away is asked for again when it is back.
  const isBack = connection === "online" && (kind === "offline" || kind === "unreachable");
  const comeBack = useEffectEvent(() => (onRetry || isOfPage(error)) && again());
  useEffect(() => {
    if (isBack) comeBack();
  }, [isBack]);
  const code = isProblem(error) ? (error.instance ?? error.code) : undefined;
  return (
    <div className={classes.state} role="alert">
      <h2 className={classes.title}>{t(`error.${kind}.title`)}</h2>
      <p className={classes.text}>{t(`error.${kind}.text`)}</p>
      {kind === "missing" || kind === "forbidden" ? (
        <a href={/^\/portal(\/|$)/.test(location.pathname) ? "/portal/" : "/"}>{t("action.home")}</a>
      ) : (
        <Button variant="default" onClick={again}>
          {t(kind === "update" ? "action.reload" : "action.again")}
        </Button>
      )}
      {code && kind === "fault" && <p className={classes.code}>{t("error.code", { code })}</p>}
    </div>
  );
}
