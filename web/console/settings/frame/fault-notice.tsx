import { useTranslation } from "react-i18next";
import classes from "./fault-notice.module.css";
import { Notice } from "./section.tsx";

/**
 * Why a way to or from the outside does not work, and what to do. `texts`: where `fault.<code>.name`, `.mend` and
 * `said` stand; `said`: another word before what the other side has said.
 */
export function FaultNotice(props: { texts: string; fault: { code: string; detail?: string | null }; said?: string }) {
  const { t } = useTranslation(props.texts);
  const { code, detail } = props.fault;
  return (
    <Notice>
      <span>
        <strong>{t(`fault.${code}.name`, code)}.</strong> {t(`fault.${code}.mend`, "")}
        {detail && (
          <span className={classes.said}>
            {props.said ?? t("said")}: <bdi>{detail}</bdi>
          </span>
        )}
      </span>
    </Notice>
  );
}
