import { PasswordInput, Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SmsGateway } from "../../../../contract/sms.ts";
import { GATEWAYS, KNOWN } from "../../../../core/sms/gateways.ts";
import { formatFully, formatNumber } from "../../../kit/format.ts";
import { useAct } from "../../../kit/query.ts";
import { EditorForm } from "../frame/editor-form.tsx";
import { Danger, Notice, Option, Section, Two } from "../frame/section.tsx";
import { useEditor } from "../frame/use-editor.ts";
import { Facts } from "../letters/facts.tsx";
import { asksFor, bodyOf, checkForm, formOf, START } from "./gateway-form.ts";
import { RecipeFields } from "./recipe-fields.tsx";
import classes from "./sms.module.css";
import { SmsFault, TrySms } from "./try-sms.tsx";

const STALE = ["getSmsGateway"] as const;

/** The gateway: how it stands, what is wrong and what to do, its account, and one SMS to try it. */
export function GatewayPart({ gateway }: { gateway: SmsGateway | null }) {
  const { t } = useTranslation("smsUi");
  const set = useAct("setSmsGateway", { stale: STALE });
  const remove = useAct("deleteSmsGateway", { stale: STALE });
  const texts = { needed: t("needed"), limit: t("limitWrong"), url: t("urlWrong") };
  const editor = useEditor({
    saved: gateway ? formOf(gateway) : START,
    save: async (form) => {
      const saved = await set.mutateAsync({ body: bodyOf(form) });
      editor.set({ secret: "" });
      return saved;
    },
    check: (form) => checkForm(form, { isNew: gateway === null, texts }),
  });
  const { value, errors } = editor;
  const asks = asksFor(value.kind);
  const text = (name: "login" | "sender", label: string, about: string, needed: boolean) => (
    <TextInput
      label={label}
      description={about}
      withAsterisk={needed}
      maxLength={60}
      autoComplete="off"
      spellCheck={false}
      value={value[name]}
      error={errors[name]}
      onChange={(event) => editor.set({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <EditorForm editor={editor} {...(gateway ? {} : { submitLabel: t("connect") })}>
      {gateway && <Standing gateway={gateway} />}
      <Section title={t("gateway.title")} about={t("gateway.about")}>
        <Two>
          <Select
            label={t("gateway.kind")}
            allowDeselect={false}
            data={GATEWAYS.map((kind) => ({
              value: kind,
              label: kind === "other" ? t("gateway.other") : KNOWN[kind].name,
            }))}
            value={value.kind}
            onChange={(chosen) => {
              const kind = GATEWAYS.find((one) => one === chosen);
              if (kind) editor.set({ kind });
            }}
          />
          {asks.login && text("login", t(`login.${value.kind}`), t("login.about"), value.kind !== "other")}
          <PasswordInput
            label={t(`secret.${value.kind}`)}
            description={t(gateway ? "secret.kept" : "secret.about")}
            withAsterisk={!gateway}
            maxLength={1_000}
            // Browsers would offer the password of the person who sits here.
            autoComplete="new-password"
            value={value.secret}
            error={errors.secret}
            onChange={(event) => editor.set({ secret: event.currentTarget.value })}
          />
          {text("sender", t("sender.label"), t(`sender.${asks.senderNeeded ? "number" : "name"}`), asks.senderNeeded)}
          <TextInput
            label={t("limit.label")}
            description={t("limit.about")}
            inputMode="numeric"
            maxLength={6}
            value={value.dailyLimit}
            error={errors.dailyLimit}
            onChange={(event) => editor.set({ dailyLimit: event.currentTarget.value })}
          />
        </Two>
        {value.kind === "other" && <RecipeFields editor={editor} />}
        <Option
          label={t("active.label")}
          about={t("active.about")}
          checked={value.active}
          onChange={(active) => editor.set({ active })}
        />
      </Section>
      <TrySms form={value} isNew={gateway === null} />
      {gateway && (
        <Danger
          about={t("delete.about")}
          action={t("delete.action")}
          title={t("delete.title")}
          confirm={t("delete.confirm")}
          run={() => remove.mutateAsync({}).then(() => editor.reset())}
        />
      )}
    </EditorForm>
  );
}

function Standing({ gateway }: { gateway: SmsGateway }) {
  const { t } = useTranslation("smsUi");
  const { error, failedAt, sentAt, today, dailyLimit, active } = gateway;
  return (
    <div className={classes.standing}>
      {error && <SmsFault fault={error} />}
      {today.limited && <Notice>{t("limited", { limit: formatNumber(dailyLimit) })}</Notice>}
      {!active && <Notice tone="plain">{t("off")}</Notice>}
      <Facts
        facts={[
          [t("fact.today"), t("fact.parts", { parts: formatNumber(today.parts), limit: formatNumber(dailyLimit) })],
          [t("fact.sent"), sentAt ? formatFully(sentAt) : t("fact.never")],
          [t("fact.failed"), error && failedAt && formatFully(failedAt)],
        ]}
      />
    </div>
  );
}
