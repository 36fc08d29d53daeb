import { Trans, useTranslation } from "react-i18next";
import { Notice } from "../frame/section.tsx";
import classes from "./letters.module.css";

/** Letters are kept and do not go out: what to do. */
export function NotSending() {
  const { t } = useTranslation("mailUi");
  return (
    <div className={classes.banner}>
      <Notice>
        <span>
          <Trans t={t} i18nKey="notSending" components={{ code: <code className={classes.code} /> }} />
        </span>
      </Notice>
    </div>
  );
}
