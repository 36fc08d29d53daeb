import { ActionIcon, Popover } from "@mantine/core";
import { ReaderIcon } from "@radix-ui/react-icons";
import { lazy, type RefObject, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../../kit/api.ts";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import { useFaultToast } from "../../../kit/toast.tsx";
import { withTexts } from "../../../kit/with-texts.ts";
import { insertInto, sinceSign, useSign } from "../card/use-sign.ts";
import classes from "./canned.module.css";

const CannedPicker = lazy(async () => ({
  default: (await withTexts(import("./canned-picker.tsx"), ["cannedUi"])).CannedPicker,
}));

/**
 * Canned replies for the client thread: an icon, or `/` at the beginning of a word [P-CAN-01]. The chosen one stands in
 * the text, filled in for the ticket, to be read before it is sent.
 */
export function CannedButton({ ticket, text }: { ticket: string; text: RefObject<HTMLTextAreaElement | null> }) {
  const { t } = useTranslation("card");
  const fault = useFaultToast();
  const [opened, setOpened] = useState<"sign" | "icon">();
  // Until its field stands, what is typed on goes into the text; so the focus stays there.
  const [isReady, setReady] = useState(false);
  useSign(text, "/", () => setOpened("sign"));
  const written = () => (opened === "sign" ? sinceSign(text.current, "/") : undefined);
  /** The words with which the search begins: those that were written after the slash before it could take them. */
  const begin = () => {
    setReady(true);
    const since = written();
    if (opened === "sign" && !since) close();
    return since?.words ?? "";
  };
  // Where there are no replies a slash is a slash.
  const nothing = () => {
    if (opened === "sign") close();
  };
  const close = () => {
    setOpened(undefined);
    setReady(false);
    // After the popover has given the focus back to its button.
    setTimeout(() => text.current?.focus());
  };
  const take = async (replyId: string) => {
    try {
      const filled = await call("fillCannedReply", { params: { id: ticket, replyId } });
      // The slash that opened it goes, and what was written after it.
      if (text.current) insertInto(text.current, filled.text, written()?.from);
    } catch (error) {
      fault(error);
    } finally {
      close();
    }
  };
  return (
    <Popover
      opened={opened !== undefined}
      onChange={(next) => (next ? setOpened("icon") : close())}
      position="top-start"
      shadow="md"
      width="min(560px, 94vw)"
      trapFocus={opened === "icon" || isReady}
      middlewares={{ shift: { padding: 8 }, flip: true, size: true }}
    >
      <Popover.Target>
        <ActionIcon
          aria-label={t("thread.canned")}
          title={`${t("thread.canned")} (/)`}
          onClick={() => (opened ? close() : setOpened("icon"))}
        >
          <ReaderIcon />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown ?? ""}>
        <Suspense fallback={<SkeletonRows rows={5} />}>
          {opened && (
            <CannedPicker
              ticket={ticket}
              onBegin={begin}
              onEmpty={nothing}
              onTake={(id) => void take(id)}
              onClose={close}
            />
          )}
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
