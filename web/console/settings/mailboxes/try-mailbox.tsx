import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useAct } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { FaultNotice } from "../frame/fault-notice.tsx";
import { Notice } from "../frame/section.tsx";
import { checkServer, type MailboxForm, serverOf } from "./mailbox-form.ts";
import classes from "./mailboxes.module.css";

/** Tries the details as they are typed, before they are saved. */
export function TryMailbox({ form, known }: { form: MailboxForm; known?: string }) {
  const { t } = useTranslation("mailboxes");
  const attempt = useAct("testMailbox");
  const wrong = checkServer(form, { isNew: !known, texts: { needed: "-", portWrong: "-" } });
  const isReady = Object.values(wrong).every((one) => one === undefined);
  const body = { ...serverOf(form), ...(known ? { mailbox: known } : {}) };
  const isSame = JSON.stringify(attempt.variables?.body) === JSON.stringify(body);
  const { data } = attempt;
  return (
    <div className={classes.attempt}>
      <Button
        variant="default"
        disabled={!isReady}
        loading={attempt.isPending}
        onClick={() => attempt.mutate({ body })}
      >
        {t("test")}
      </Button>
      {isSame && data?.error && <FaultNotice texts="mailboxes" fault={data.error} />}
      {isSame && data && !data.error && <Notice tone="plain">{t("works", { count: data.letters ?? 0 })}</Notice>}
      {isSame && <RefusalList error={attempt.error} />}
    </div>
  );
}
