import { ActionIcon, Popover } from "@mantine/core";
import { FaceIcon } from "@radix-ui/react-icons";
import { type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./emoji.module.css";
import { insertInto } from "./use-sign.ts";

/** What is used when talking with clients; the system's own picker has the rest. */
const EMOJI = [
  ...new Intl.Segmenter("en").segment("🙂😊😉👍👌🙏🤝👋✅❌❗❓⏰📅📍📞📷📎🔧🔨🪛🚿🚰🚽💧🔥💡🔌🪟🚪🔑🛗🏠🧹🗑️🌳❄️☀️🚗🎉"),
].map(({ segment }) => segment);

/** Puts a picture where the cursor stands in the text [H-CHAT-05]. */
export function EmojiButton({ text }: { text: RefObject<HTMLTextAreaElement | null> }) {
  const { t } = useTranslation("card");
  const [opened, setOpened] = useState(false);
  const insert = (emoji: string) => {
    const area = text.current;
    setOpened(false);
    if (!area) return;
    insertInto(area, emoji);
    area.focus();
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="top-start" shadow="md" trapFocus>
      <Popover.Target>
        <ActionIcon aria-label={t("thread.emoji")} onClick={() => setOpened(!opened)}>
          <FaceIcon />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes.grid}>
          {EMOJI.map((emoji) => (
            <button key={emoji} type="button" className={classes.emoji} onClick={() => insert(emoji)}>
              {emoji}
            </button>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
