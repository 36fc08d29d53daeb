import { useTranslation } from "react-i18next";
import { formatTime } from "../../kit/format.ts";
import { Files } from "./attachments.tsx";
import { Words } from "./bubble.tsx";
import classes from "./chat.module.css";
import type { Outgoing } from "./outbox.ts";
import { Ticks } from "./ticks.tsx";

/** A message on its way, or one that was refused, with what to do about it. */
export function OutgoingBubble(props: { item: Outgoing; onAgain: () => void; onDrop: () => void }) {
  const { item } = props;
  const { t } = useTranslation(["portal", "common", "refusal"]);
  const files = item.files.map((file) => ({ ...file, type: "", at: item.at }));
  return (
    <div className={classes.line} data-mine="true" data-follows="false">
      <div className={classes.bubble} data-failed={item.failed !== undefined}>
        <span className="unseen">{t("chat.you")}</span>
        <Files files={files} />
        {item.text && <Words text={item.text} />}
        <span className={classes.foot}>
          <time dateTime={item.at}>{formatTime(item.at)}</time>
          {item.failed === undefined && <Ticks state="waiting" />}
        </span>
        {item.failed !== undefined && (
          <div className={classes.failed} role="alert">
            {t([`refusal:${item.failed}`, "portal:chat.failed"])}
            <span>
              <button type="button" onClick={props.onAgain}>
                {t("common:action.again")}
              </button>
              <button type="button" onClick={props.onDrop}>
                {t("common:action.delete")}
              </button>
            </span>
          </div>
        )}
      </div>
    </div>
  );
}
