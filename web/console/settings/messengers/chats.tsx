import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { formatMoment } from "../../../kit/format.ts";
import { useAct, useRoute } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { Section } from "../frame/section.tsx";
import { RefSelect } from "../pick/ref-select.tsx";
import type { Messenger } from "./messenger-list.tsx";
import classes from "./messengers.module.css";

type Chat = Answer<"listMessengerChats">["items"][number];
/** How often it is looked whether the account was added to a group, ms. */
const LOOK_MS = 5_000;
/** The latest; older ones are not talked in any more. */
const MOST = 200;

/** The groups of an account: each is bound to the service whose tickets the command makes there ([C-GEN-07]). */
export function Chats({ messenger: { id, kind, name } }: { messenger: Messenger }) {
  const { t } = useTranslation("messengersUi");
  const asked = { params: { id }, query: { limit: MOST } };
  const { data, error } = useRoute("listMessengerChats", asked, { refetchInterval: LOOK_MS });
  const chats = data?.items ?? [];
  return (
    <Section title={t("chats.title")} about={t("chats.about", { name })}>
      {data && chats.length === 0 && <p className={classes.none}>{t(`chats.empty.${kind}`, { name })}</p>}
      <RefusalList error={error} />
      {chats.length > 0 && (
        <ul className={classes.chats}>
          {chats.map((chat) => (
            <ChatLine key={chat.chat} messenger={id} chat={chat} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function ChatLine({ messenger, chat }: { messenger: string; chat: Chat }) {
  const { t } = useTranslation("messengersUi");
  const bind = useAct("updateMessengerChat", { stale: ["listMessengerChats"] });
  const params = { id: messenger, chat: chat.chat };
  return (
    <li className={classes.chat} data-gone={chat.present ? undefined : true}>
      <div className={classes.name}>
        <strong>
          <bdi>{chat.title}</bdi>
        </strong>
        <span>{chat.present ? t("chats.last", { at: formatMoment(chat.lastAt) }) : t("chats.gone")}</span>
      </div>
      <RefSelect
        kind="service"
        label={t("chats.service", { title: chat.title })}
        placeholder={t("chats.unbound")}
        value={chat.service}
        onChange={(service) => bind.mutate({ params, body: { service: service?.id ?? null } })}
      />
      <Checkbox
        label={t("chats.namesCompany")}
        checked={chat.namesCompany}
        disabled={chat.service === null || chat.serviceAsks}
        description={chat.serviceAsks ? t("chats.serviceAsks") : undefined}
        onChange={(event) => bind.mutate({ params, body: { namesCompany: event.currentTarget.checked } })}
      />
      <RefusalList error={bind.error} />
    </li>
  );
}
