import { ActionIcon, CloseButton, Tooltip } from "@mantine/core";
import { EnterFullScreenIcon } from "@radix-ui/react-icons";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EMPTY } from "./draft.ts";
import classes from "./new-ticket.module.css";
import { NewTicketForm } from "./new-ticket-form.tsx";

/** A new ticket beside the list, so that the list stays in sight while somebody calls. The draft is the page's. */
export function NewTicketAside(props: { onClose: () => void; onCreated: (number: number) => void }) {
  const { t } = useTranslation(["newTicket", "common"]);
  const navigate = useNavigate();
  return (
    <section className={classes.aside} aria-label={t("title")}>
      <header className={classes.asideHead}>
        <h2 className={classes.asideTitle}>{t("title")}</h2>
        <Tooltip label={t("expand")}>
          <ActionIcon aria-label={t("expand")} onClick={() => void navigate({ to: "/tickets/new", search: {} })}>
            <EnterFullScreenIcon />
          </ActionIcon>
        </Tooltip>
        <CloseButton size={32} aria-label={t("common:action.close")} onClick={props.onClose} />
      </header>
      <NewTicketForm name="" start={EMPTY} wide={false} onCreated={props.onCreated} />
    </section>
  );
}
