import { ActionIcon, Popover } from "@mantine/core";
import { ReaderIcon } from "@radix-ui/react-icons";
import { lazy, type RefObject, Suspense, useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../../kit/api.ts";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import { useFaultToast } from "../../../kit/toast.tsx";
import { withTexts } from "../../../kit/with-texts.ts";
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
  const [opened, setOpened] = useState(false);
  // The slash that opened it goes when a reply takes its place.
  const typed = useEffectEvent((event: Event) => {
    const area = text.current;
    if (!area || !(event instanceof InputEvent) || event.data !== "/") return;
    if (/(^|\s)\/$/.test(area.value.slice(0, area.selectionStart))) setOpened(true);
  });
  useEffect(() => {
    const area = text.current;
    if (!area) return;
    const heard = (event: Event) => typed(event);
    area.addEventListener("input", heard);
    return () => area.removeEventListener("input", heard);
  }, [text]);
  const close = () => {
    setOpened(false);
    // After the popover has given the focus back to its button.
    setTimeout(() => text.current?.focus());
  };
  const take = async (replyId: string) => {
    try {
      const filled = await call("fillCannedReply", { params: { id: ticket, replyId } });
      const area = text.current;
      if (!area) return;
      const at = area.selectionStart;
      const from = /(^|\s)\/$/.test(area.value.slice(0, at)) ? at - 1 : at;
      area.setRangeText(filled.text, from, area.selectionEnd, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
    } catch (error) {
      fault(error);
    } finally {
      close();
    }
  };
  return (
    <Popover
      opened={opened}
      onChange={(next) => (next ? setOpened(true) : close())}
      position="top-start"
      shadow="md"
      width="min(560px, 94vw)"
      trapFocus
      middlewares={{ shift: { padding: 8 }, flip: true, size: true }}
    >
      <Popover.Target>
        <ActionIcon
          aria-label={t("thread.canned")}
          title={`${t("thread.canned")} (/)`}
          onClick={() => setOpened(!opened)}
        >
          <ReaderIcon />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown ?? ""}>
        <Suspense fallback={<SkeletonRows rows={5} />}>
          {opened && <CannedPicker onTake={(id) => void take(id)} onClose={close} />}
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
