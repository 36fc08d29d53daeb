import { NumberInput, Radio, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Option, Section } from "../frame/section.tsx";
import classes from "./workspace.module.css";
import type { WorkspaceEditor } from "./workspace-form.ts";

type Props = { editor: WorkspaceEditor };
const CLEARED = ["opened", "assignee-opened", "replied"] as const;

/** When a message of a client counts as seen, and whom one writes to at first. */
export function TalkPart({ editor }: Props) {
  const { t } = useTranslation("workspaceUi");
  const { value, set } = editor;
  return (
    <Section title={t("talk.title")}>
      <Radio.Group
        label={t("talk.unseen")}
        description={t("talk.unseenAbout")}
        value={value.unseenCleared}
        onChange={(chosen) => set({ unseenCleared: CLEARED.find((one) => one === chosen) ?? "opened" })}
      >
        <Stack gap="sm" mt="sm">
          {CLEARED.map((one) => (
            <Radio
              key={one}
              value={one}
              label={t(`talk.cleared.${one}.name`)}
              description={t(`talk.cleared.${one}.about`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Radio.Group
        label={t("talk.first")}
        description={t("talk.firstAbout")}
        value={value.noteByDefault ? "note" : "message"}
        onChange={(chosen) => set({ noteByDefault: chosen === "note" })}
      >
        <Stack gap="sm" mt="sm">
          <Radio value="message" label={t("talk.message")} />
          <Radio value="note" label={t("talk.note")} />
        </Stack>
      </Radio.Group>
      <NumberInput
        className={classes.limit ?? ""}
        label={t("talk.files")}
        description={t("talk.filesAbout")}
        min={1}
        max={15}
        allowDecimal={false}
        value={value.filesPerMessage}
        onChange={(most) => set({ filesPerMessage: typeof most === "number" ? Math.min(Math.max(most, 1), 15) : 1 })}
      />
      <NumberInput
        className={classes.limit ?? ""}
        label={t("talk.recall")}
        description={t("talk.recallAbout")}
        min={0}
        max={60}
        allowDecimal={false}
        value={value.recallSeconds}
        onChange={(most) => set({ recallSeconds: typeof most === "number" ? Math.min(Math.max(most, 0), 60) : 0 })}
      />
    </Section>
  );
}

export function MailPart({ editor }: Props) {
  const { t } = useTranslation("workspaceUi");
  const { value, set } = editor;
  return (
    <Section title={t("mail.title")}>
      <Option
        label={t("mail.contacts.label")}
        about={t("mail.contacts.about")}
        checked={value.contactsFromMail}
        onChange={(contactsFromMail) => set({ contactsFromMail })}
      />
      <Option
        label={t("mail.acknowledge.label")}
        about={t("mail.acknowledge.about")}
        checked={value.acknowledgeMail}
        onChange={(acknowledgeMail) => set({ acknowledgeMail })}
      />
      <NumberInput
        className={classes.limit ?? ""}
        label={t("mail.limit")}
        description={t("mail.limitAbout")}
        min={0}
        max={40}
        allowDecimal={false}
        suffix={` ${t("mail.megabytes")}`}
        value={value.mailFileLimit}
        onChange={(limit) => set({ mailFileLimit: typeof limit === "number" ? Math.min(Math.max(limit, 0), 40) : 0 })}
      />
    </Section>
  );
}

export function PortalPart({ editor }: Props) {
  const { t } = useTranslation("workspaceUi");
  const { value, set } = editor;
  return (
    <Section title={t("portal.title")}>
      <Option
        label={t("portal.rating.label")}
        about={t("portal.rating.about")}
        checked={value.ratingAllowed}
        onChange={(ratingAllowed) => set({ ratingAllowed })}
      />
      <Option
        label={t("portal.assignee.label")}
        about={t("portal.assignee.about")}
        checked={value.showAssignee}
        onChange={(showAssignee) => set({ showAssignee })}
      />
    </Section>
  );
}
