import { Button, CopyButton } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { formatFully, formatNumber } from "../../../kit/format.ts";
import { useAct } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { Removal } from "../frame/card-parts.tsx";
import { EditorForm } from "../frame/editor-form.tsx";
import { FaultNotice } from "../frame/fault-notice.tsx";
import { Page } from "../frame/page.tsx";
import { Section, Sections } from "../frame/section.tsx";
import { useEditor } from "../frame/use-editor.ts";
import { Facts } from "../letters/facts.tsx";
import { Chats } from "./chats.tsx";
import { MessengerFields, type MessengerForm } from "./messenger-fields.tsx";
import { type Messenger, MessengerState } from "./messenger-list.tsx";
import classes from "./messengers.module.css";

const BACK = "/settings/messengers";
const STALE = ["listMessengers", "listTicketChannels"] as const;
/** Those in whose groups the account can be. */
const WITH_GROUPS: readonly Messenger["kind"][] = ["telegram", "vk"];

const formOf = ({ kind, apiRoot, service, active }: Messenger): MessengerForm => ({
  ...{ kind, token: "", secret: "", apiRoot: apiRoot ?? "", service, active },
});

/** An account: how it stands, what is wrong and what to do, its details, and the groups that it is in. */
export function MessengerCard({ messenger }: { messenger: Messenger }) {
  const { t } = useTranslation(["messengersUi", "settings"]);
  const navigate = useNavigate();
  const params = { id: messenger.id };
  const update = useAct("updateMessenger", { stale: STALE });
  const remove = useAct("deleteMessenger", { stale: STALE });
  const check = useAct("checkMessenger", { stale: STALE });
  const editor = useEditor({
    saved: formOf(messenger),
    save: async (_form, { token, secret, apiRoot, service, active }) => {
      const saved = await update.mutateAsync({
        params,
        body: {
          ...(token?.trim() ? { token: token.trim() } : {}),
          ...(secret?.trim() ? { secret: secret.trim() } : {}),
          ...(apiRoot === undefined ? {} : { apiRoot: apiRoot.trim().replace(/\/+$/, "") || null }),
          ...(service === undefined ? {} : { service: service?.id ?? null }),
          ...(active === undefined ? {} : { active }),
        },
      });
      editor.set({ token: "", secret: "" });
      return saved;
    },
  });
  return (
    <Page
      title={messenger.name}
      back={{ to: BACK, label: t("settings:page.messengers.title") }}
      actions={
        <Button
          variant="default"
          loading={check.isPending}
          disabled={messenger.state === "off"}
          onClick={() => check.mutate({ params })}
        >
          {t("checkNow")}
        </Button>
      }
    >
      <div className={classes.above}>
        <Sections>
          <div className={classes.standing}>
            {messenger.state === "failing" && messenger.error && (
              <FaultNotice texts="messengersUi" fault={messenger.error} />
            )}
            <Standing messenger={messenger} />
            <RefusalList error={check.error} />
          </div>
          {WITH_GROUPS.includes(messenger.kind) && <Chats messenger={messenger} />}
        </Sections>
      </div>
      <EditorForm editor={editor}>
        <MessengerFields editor={editor} isNew={false} />
        <Removal
          texts="messengersUi:delete"
          name={messenger.name}
          typed={messenger.name}
          editor={editor}
          run={() => remove.mutateAsync({ params })}
          leave={() => navigate({ to: BACK, replace: true })}
        />
      </EditorForm>
    </Page>
  );
}

function Standing({ messenger }: { messenger: Messenger }) {
  const { t } = useTranslation("messengersUi");
  const { kind, hook, lastOkAt, lastMessageAt, failingSince, nextTryAt, waiting, failed } = messenger;
  const isFailing = messenger.state === "failing";
  return (
    <>
      <Facts
        facts={[
          [t("column.kind"), t(`kind.${kind}`)],
          [t("column.state"), <MessengerState key="state" messenger={messenger} />],
          [t("column.last"), lastMessageAt ? formatFully(lastMessageAt) : t("never")],
          [t("failingSince"), isFailing && failingSince && formatFully(failingSince)],
          [t("lastOk"), isFailing && lastOkAt && formatFully(lastOkAt)],
          [t("nextTry"), isFailing && nextTryAt && formatFully(nextTryAt)],
          [t("waiting"), waiting > 0 && formatNumber(waiting)],
          [t("failed"), failed > 0 && formatNumber(failed)],
        ]}
      />
      {hook && (
        <Section title={t("hook.title")} about={t(`hook.${kind}`)}>
          <div className={classes.hook}>
            <code>{hook}</code>
            <CopyButton value={hook}>
              {({ copied, copy }) => (
                <Button variant="default" size="xs" onClick={copy}>
                  {t(copied ? "hook.copied" : "hook.copy")}
                </Button>
              )}
            </CopyButton>
          </div>
        </Section>
      )}
    </>
  );
}
