import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { useAct } from "../../../kit/query.ts";
import { RefusalList, useFieldErrors } from "../../../kit/refusal-list.tsx";
import { FaultNotice } from "../frame/fault-notice.tsx";
import { Notice, Section } from "../frame/section.tsx";
import { accountOf, checkForm, type GatewayForm } from "./gateway-form.ts";
import classes from "./sms.module.css";

type Fault = NonNullable<Answer<"testSms">["error"]>;

/** Why it does not work, and what to do. */
export function SmsFault({ fault }: { fault: Fault }) {
  const { t } = useTranslation("smsUi");
  // What does not come from the gateway is not what it says.
  return <FaultNotice texts="smsUi" fault={fault} said={t(fault.code === "refused" ? "said" : "detail")} />;
}

/** Sends one SMS with the details as they are typed, before they are saved. */
export function TrySms({ form, isNew }: { form: GatewayForm; isNew: boolean }) {
  const { t } = useTranslation("smsUi");
  const attempt = useAct("testSms");
  const errors = useFieldErrors(attempt.error);
  const [phone, setPhone] = useState("");
  const wrong = checkForm(form, { isNew, texts: { needed: "-", limit: "-", url: "-" } });
  const isReady = phone.trim() !== "" && Object.values(wrong).every((one) => one === undefined);
  const body = { ...accountOf(form), phone: phone.trim(), text: t("try.text") };
  const isSame = JSON.stringify(attempt.variables?.body) === JSON.stringify(body);
  const { data } = attempt;
  const send = () => attempt.mutate({ body });
  return (
    <Section title={t("try.title")} about={t("try.about")}>
      <div className={classes.attempt}>
        <TextInput
          className={classes.phone ?? ""}
          type="tel"
          label={t("try.phone")}
          placeholder="+7 903 123-45-67"
          maxLength={40}
          value={phone}
          error={isSame ? errors.phone : undefined}
          onChange={(event) => setPhone(event.currentTarget.value)}
          // The form around it is saved by Enter; this is not it.
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            if (isReady && !attempt.isPending) send();
          }}
        />
        <Button variant="default" disabled={!isReady} loading={attempt.isPending} onClick={send}>
          {t("try.send")}
        </Button>
      </div>
      {isSame && data?.error && <SmsFault fault={data.error} />}
      {isSame && data && !data.error && <Notice tone="plain">{t("try.works", { phone: data.phone })}</Notice>}
      {isSame && <RefusalList error={attempt.error} except={["phone"]} />}
    </Section>
  );
}
