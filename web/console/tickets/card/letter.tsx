import { Popover } from "@mantine/core";
import { EnvelopeClosedIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import { formatFully } from "../../../kit/format.ts";
import { useWhy } from "../../../kit/why.ts";
import type { Message } from "./card.ts";
import classes from "./thread.module.css";

/** What is behind the envelope: the letter, and why it belongs here. */
export function Letter({ letter }: { letter: NonNullable<Message["letter"]> }) {
  const { t } = useTranslation(["card", "toldUi"]);
  const sayWhy = useWhy();
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
            <ul aria-label={t("toldUi:letterTitle")}>
              {letter.why.map((why, index) => (
                // Two files may have been left out for one reason.
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                <li key={index}>{sayWhy(why)}</li>
              ))}
            </ul>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
