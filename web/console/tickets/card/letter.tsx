import { Popover } from "@mantine/core";
import { EnvelopeClosedIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import { formatFully } from "../../../kit/format.ts";
import type { Message } from "./card.ts";
import { letterReason } from "./letter-why.ts";
import classes from "./thread.module.css";

/** What is behind the envelope: the letter, and why it belongs here. */
export function Letter({ letter }: { letter: NonNullable<Message["letter"]> }) {
  const { t } = useTranslation("card");
  return (
    <Popover withArrow position="bottom" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={classes.envelope} aria-label={t("letter.title")} title={t("letter.title")}>
          <EnvelopeClosedIcon width={12} height={12} />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes.letter}>
          <strong dir="auto">{letter.subject || t("letter.noSubject")}</strong>
          <bdi>{letter.from}</bdi>
          <span>{formatFully(letter.at)}</span>
          {letter.why.length > 0 && (
            <ul>
              {letter.why.map((why) => {
                const reason = letterReason(why);
                return <li key={why}>{reason ? t(`letter.why.${reason.key}`, reason.params) : why}</li>;
              })}
            </ul>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
