import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { useAct } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { Notice } from "../frame/section.tsx";
import { checkServer, type MailboxForm, serverOf } from "./mailbox-form.ts";
import classes from "./mailboxes.module.css";

type Fault = NonNullable<Answer<"testMailbox">["error"]>;

/** Why it does not work, and what to do. */
export function FaultNotice({ fault: { code, detail } }: { fault: Fault }) {
  const { t } = useTranslation("mailboxes");
  return (
    <Notice>
      <span>
        <strong>{t(`fault.${code}.name`, code)}.</strong> {t(`fault.${code}.mend`, "")}
        {detail && (
          <span className={classes.said}>
            {t("said")}: <bdi>{detail}</bdi>
          </span>
        )}
      </span>
    </Notice>
  );
}

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
      {isSame && data?.error && <FaultNotice fault={data.error} />}
      {isSame && data && !data.error && <Notice tone="plain">{t("works", { count: data.letters ?? 0 })}</Notice>}
      {isSame && <RefusalList error={attempt.error} />}
    </div>
  );
}
