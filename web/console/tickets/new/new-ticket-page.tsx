import { useMediaQuery } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../../kit/error-state.tsx";
import { Problem } from "../../../kit/problem.ts";
import { useMay } from "../../../kit/session.ts";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import type { NewTicketSearch } from "../../app/address.ts";
import { useIsPhone } from "../../sheets/use-is-phone.ts";
import classes from "./new-ticket.module.css";
import { NewTicketForm } from "./new-ticket-form.tsx";
import { useStart } from "./use-start.ts";

/** A new ticket as a page. What is known already (a call, a contact's card, a flat) stands in the address. */
export function NewTicketPage({ search }: { search: NewTicketSearch }) {
  const { t } = useTranslation("newTicket");
  const may = useMay();
  const navigate = useNavigate();
  const isPhone = useIsPhone();
  const isWide = useMediaQuery("(min-width: 1100px)", false, { getInitialValueInEffect: false });
  const start = useStart(search);
  if (!may("ticket.write")) return <ErrorState error={new Problem({ code: "http/403", status: 403 })} />;
  return (
    <div className={classes.page}>
      <h1 className={classes.pageTitle}>{t("title")}</h1>
      {start ? (
        <NewTicketForm
          name={start.name}
          start={start.draft}
          wide={isWide}
          onCreated={(number) => {
            // On a telephone it is the next one that matters: the ticket stands among the new ones [H-EMP-15].
            if (isPhone) void navigate({ to: "/tickets", search: {} });
            else void navigate({ to: "/tickets/$number", params: { number: String(number) } });
          }}
        />
      ) : (
        <SkeletonRows rows={8} />
      )}
    </div>
  );
}
