import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { useAct, useRoute } from "../../../kit/query.ts";
import { EditorForm } from "../frame/editor-form.tsx";
import { Loaded, Page } from "../frame/page.tsx";
import { useEditor } from "../frame/use-editor.ts";
import { MailboxFields } from "./mailbox-fields.tsx";
import { checkServer, START, serverOf } from "./mailbox-form.ts";

const BACK = "/settings/mailboxes";

export function NewMailbox() {
  const { t } = useTranslation(["mailboxes", "settings"]);
  const navigate = useNavigate();
  const addresses = useRoute("listMailAddresses", {});
  return (
    <Page title={t("newTitle")} back={{ to: BACK, label: t("settings:page.mailboxes.title") }}>
      <Loaded query={addresses}>
        {({ items }) =>
          items.length > 0 ? (
            <NewForm />
          ) : (
            <EmptyState
              title={t("noAddress.title")}
              why={t("noAddress.why")}
              action={{
                label: t("noAddress.add"),
                run: () => void navigate({ to: "/settings/mail-addresses/new" }),
              }}
            />
          )
        }
      </Loaded>
    </Page>
  );
}

function NewForm() {
  const { t } = useTranslation("mailboxes");
  const navigate = useNavigate();
  const create = useAct("createMailbox", { stale: ["listMailboxes"] });
  const texts = { needed: t("needed"), portWrong: t("portWrong") };
  const editor = useEditor({
    saved: START,
    save: (form) => {
      const { address, active, take, password } = form;
      return create.mutateAsync({ body: { ...serverOf(form), address: address ?? "", password, active, take } });
    },
    check: (form) => ({
      ...checkServer(form, { isNew: true, texts }),
      address: form.address === null ? texts.needed : undefined,
    }),
    onSaved: ({ id }) => navigate({ to: `${BACK}/${id}`, replace: true }),
  });
  return (
    <EditorForm editor={editor} isNew submitLabel={t("add")} onCancel={() => void navigate({ to: BACK })}>
      <MailboxFields editor={editor} />
    </EditorForm>
  );
}
