import { Button, Group, Modal, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { NoticeChannel, NoticeTemplate } from "../../../../contract/notice-templates.ts";
import { smsSize } from "../../../../core/sms/parts.ts";
import { useAct } from "../../../kit/query.ts";
import { RefusalList, useFieldErrors } from "../../../kit/refusal-list.tsx";
import { toast } from "../../../kit/toast.tsx";
import { TemplateField } from "../pick/template-field.tsx";

type Props = { channel: NoticeChannel; edited: NoticeTemplate | undefined; onClose: () => void };

/** The text of one notice: what it says now, and back to the usual words. */
export function TemplateDialog({ channel, edited, onClose }: Props) {
  const { t } = useTranslation(["noticesUi", "employees", "common"]);
  return (
    <Modal
      opened={edited !== undefined}
      onClose={onClose}
      size="lg"
      title={edited && t("title", { about: t(`employees:about.${edited.about}.name`), to: t(`to.${edited.reader}`) })}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
    >
      {edited && <TemplateForm channel={channel} edited={edited} onClose={onClose} />}
    </Modal>
  );
}

function TemplateForm({ channel, edited, onClose }: Props & { edited: NoticeTemplate }) {
  const { t } = useTranslation(["noticesUi", "common"]);
  const { reader, about, usual, own } = edited;
  const [text, setText] = useState(edited.text);
  const set = useAct("setNoticeTemplate", { stale: ["listNoticeTemplates"] });
  const errors = useFieldErrors(set.error);
  const save = (said: string | null) =>
    set.mutate(
      { params: { channel, reader, about }, body: { text: said } },
      {
        onSuccess: () => {
          toast(t("common:saved"));
          onClose();
        },
      },
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        // The usual words stay those of each reader's language.
        if (text.trim() !== "") save(text.trim() === usual ? null : text.trim());
      }}
    >
      <Stack>
        <TemplateField
          label={t("text")}
          required
          value={text}
          error={errors.text}
          about={channel === "sms" ? <SmsSize text={text} /> : undefined}
          onChange={setText}
        />
        <RefusalList error={set.error} except={["text"]} />
        <Group justify="flex-end" gap="sm">
          {own && (
            <Button variant="subtle" me="auto" disabled={set.isPending} onClick={() => save(null)}>
              {t("usual")}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t("common:action.cancel")}
          </Button>
          <Button type="submit" disabled={text.trim() === ""} loading={set.isPending}>
            {t("common:action.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What stands for fields of the ticket, for the count alone: mostly they are about so long. */
const FILLED = "xxxxxxxx";

/** How long the SMS becomes, in characters and parts, as it is typed: each part is paid for. */
function SmsSize({ text }: { text: string }) {
  const { t } = useTranslation("noticesUi");
  const { alphabet, length, parts, left } = smsSize(text.replace(/\{\{[^}]*\}\}/g, FILLED));
  const about = t("size.parts", { count: parts });
  return (
    <span aria-live="polite">
      {t("size.line", { characters: t("size.characters", { count: length }), parts: about, left })}{" "}
      {t(`size.${alphabet}`)} {text.includes("{{") && t("size.fields")}
    </span>
  );
}
