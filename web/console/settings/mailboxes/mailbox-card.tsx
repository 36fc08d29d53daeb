import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { formatFully, formatNumber } from "../../../kit/format.ts";
import { useAct } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { Removal } from "../frame/card-parts.tsx";
import { EditorForm } from "../frame/editor-form.tsx";
import { FaultNotice } from "../frame/fault-notice.tsx";
import { Page } from "../frame/page.tsx";
import { useEditor } from "../frame/use-editor.ts";
import { Facts } from "../letters/facts.tsx";
import { MailboxFields } from "./mailbox-fields.tsx";
import { changeOf, checkServer, formOf } from "./mailbox-form.ts";
import { type Mailbox, MailboxState } from "./mailbox-list.tsx";
import classes from "./mailboxes.module.css";

const BACK = "/settings/mailboxes";
const STALE = ["listMailboxes"] as const;

/** A mailbox: how it stands, what is wrong and what to do, and its details. */
export function MailboxCard({ mailbox }: { mailbox: Mailbox }) {
  const { t } = useTranslation(["mailboxes", "settings"]);
  const navigate = useNavigate();
  const params = { id: mailbox.id };
  const update = useAct("updateMailbox", { stale: STALE });
  const remove = useAct("deleteMailbox", { stale: STALE });
  const check = useAct("checkMailbox", { stale: STALE });
  const texts = { needed: t("needed"), portWrong: t("portWrong") };
  const editor = useEditor({
    saved: formOf(mailbox),
    save: async (form, changed) => {
      const saved = await update.mutateAsync({ params, body: changeOf(form, changed) });
      editor.set({ password: "" });
      return saved;
    },
    check: (form) => checkServer(form, { isNew: false, texts }),
  });
  return (
    <Page
      title={mailbox.address.name}
      back={{ to: BACK, label: t("settings:page.mailboxes.title") }}
      actions={
        <Button
          variant="default"
          loading={check.isPending}
          disabled={mailbox.state === "off"}
          onClick={() => check.mutate({ params })}
        >
          {t("checkNow")}
        </Button>
      }
    >
      <EditorForm editor={editor}>
        <div className={classes.standing}>
          {mailbox.state === "failing" && mailbox.error && <FaultNotice texts="mailboxes" fault={mailbox.error} />}
          <Standing mailbox={mailbox} />
          <RefusalList error={check.error} />
        </div>
        <MailboxFields editor={editor} known={mailbox.id} />
        <Removal
          texts="mailboxes:delete"
          name={mailbox.address.name}
          typed={mailbox.address.name}
          editor={editor}
          run={() => remove.mutateAsync({ params })}
          leave={() => navigate({ to: BACK, replace: true })}
        />
      </EditorForm>
    </Page>
  );
}

function Standing({ mailbox }: { mailbox: Mailbox }) {
  const { t } = useTranslation("mailboxes");
  const { lastTryAt, lastOkAt, failingSince, nextTryAt, attempts, fetched, since } = mailbox;
  const isFailing = mailbox.state === "failing";
  return (
    <Facts
      facts={[
        [t("column.state"), <MailboxState key="state" mailbox={mailbox} />],
        [t("lastTry"), lastTryAt ? formatFully(lastTryAt) : t("never")],
        [t("failingSince"), isFailing && failingSince && formatFully(failingSince)],
        [t("lastOk"), isFailing && lastOkAt && formatFully(lastOkAt)],
        [t("attempts"), isFailing && formatNumber(attempts)],
        [t("nextTry"), isFailing && nextTryAt && formatFully(nextTryAt)],
        [t("fetched"), formatNumber(fetched)],
        [t("since"), since && formatFully(since)],
      ]}
    />
  );
}
