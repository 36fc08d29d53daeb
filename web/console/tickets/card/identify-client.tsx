import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../../kit/query.ts";
import { useFaultToast } from "../../../kit/toast.tsx";
import { PickField } from "../list/pick-field.tsx";
import { useCard } from "./card.ts";
import classes from "./manage.module.css";

/** Says which contact it is who asks [L-PROC-05]; the link stays also when the window is closed unsaved. */
export function IdentifyClient() {
  const { t } = useTranslation("windowUi");
  const { ticket, change } = useCard();
  const fault = useFaultToast();
  const [words, setWords] = useState("");
  const [search] = useDebouncedValue(words.trim(), 180);
  const { data, isFetching } = useRoute(
    "listContacts",
    { query: { search, suggest: true, limit: 8 } },
    { enabled: search.length > 1, placeholderData: keepPreviousData },
  );
  const client = ticket.clientView;
  if (client?.registered) {
    return <p className={classes.soft}>{t("identified", { name: client.name })}</p>;
  }
  if (!ticket.can.edit) return null;
  return (
    <PickField
      label={t("identify")}
      placeholder={client?.name ?? ""}
      words={words}
      onWords={setWords}
      busy={isFetching || search !== words.trim()}
      none={t("nobody")}
      onlyWithWords
      found={(search.length > 1 ? (data?.items ?? []) : []).map(({ id, name, phone }) => ({
        id,
        name,
        detail: phone ?? "",
      }))}
      onPick={(contact) => void change.edit({ contact }).catch(fault)}
    />
  );
}
