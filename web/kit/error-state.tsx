import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { isProblem } from "./problem.ts";
import classes from "./state.module.css";

/** Which of the sentences in `common:error` fits. */
function kindOf(error: unknown): "offline" | "unreachable" | "missing" | "forbidden" | "many" | "update" | "fault" {
  if (error instanceof Error && /dynamically imported module|Importing a module|preload CSS/i.test(error.message)) {
    return "update";
  }
  if (!isProblem(error)) return "fault";
  if (error.code === "network/offline") return "offline";
  if (error.status === 0) return "unreachable";
  if (error.status === 404) return "missing";
  if (error.status === 403) return "forbidden";
  return error.status === 429 ? "many" : "fault";
}

/** What happened, what is safe, what to do, and a code to quote. `onRetry` makes the button; without it, a reload. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const kind = kindOf(error);
  const code = isProblem(error) ? (error.instance ?? error.code) : undefined;
  const again = kind === "update" || !onRetry ? () => location.reload() : onRetry;
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
