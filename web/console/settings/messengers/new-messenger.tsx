import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useAct } from "../../../kit/query.ts";
import { NewPage } from "../frame/card-parts.tsx";
import { useEditor } from "../frame/use-editor.ts";
import { isSigned, MessengerFields, START, wrongIn } from "./messenger-fields.tsx";

const BACK = "/settings/messengers";

export function NewMessenger() {
  const { t } = useTranslation(["messengersUi", "settings"]);
  const navigate = useNavigate();
  const create = useAct("createMessenger", { stale: ["listMessengers"] });
  const editor = useEditor({
    saved: START,
    save: ({ kind, token, secret, apiRoot, service, active }) =>
      create.mutateAsync({
        body: {
          ...{ kind, token: token.trim(), service: service?.id ?? null, active },
          ...(isSigned(kind) ? { secret: secret.trim() } : {}),
          ...(apiRoot.trim() && kind === "telegram" ? { apiRoot: apiRoot.trim().replace(/\/+$/, "") } : {}),
        },
      }),
    check: (form) => wrongIn(form, t("needed")),
    onSaved: ({ id }) => navigate({ to: `${BACK}/${id}`, replace: true }),
  });
  return (
    <NewPage
      title={t("newTitle")}
      back={{ to: BACK, label: t("settings:page.messengers.title") }}
      editor={editor}
      submitLabel={t("add")}
    >
      <MessengerFields editor={editor} isNew />
    </NewPage>
  );
}
