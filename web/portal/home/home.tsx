import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../kit/error-state.tsx";
import { SkeletonRows } from "../../kit/skeleton-rows.tsx";
import { Go } from "../address.tsx";
import { Page } from "../frame/page.tsx";
import { SearchField } from "../frame/search-field.tsx";
import { type Catalogue, findServices, recentServices } from "../services/catalogue.ts";
import { ServiceList } from "../services/service-list.tsx";
import { NotFound } from "../services/services.tsx";
import { useCatalogue } from "../services/use-catalogue.ts";
import classes from "./home.module.css";
import { MyTickets } from "./my-tickets.tsx";
import { PlaceChoice } from "./place-choice.tsx";
import { useOwnPlaces } from "./places.ts";
import { ServiceTiles } from "./service-tiles.tsx";
import { Unsent } from "./unsent.tsx";
import { useTicketLists } from "./use-ticket-lists.ts";

/** Where the portal begins: what is going on, and what has happened. */
export function Home() {
  const { t } = useTranslation("portal");
  const { place, places } = useOwnPlaces();
  const lists = useTicketLists();
  const catalogue = useCatalogue();
  const isBare = catalogue.data?.items.length === 0;
  return (
    <Page title={t("bar.home")} quiet>
      <div className={classes.home}>
        <PlaceChoice place={place} places={places} />
        <Unsent />
        <MyTickets firm={place?.settings.legalEntity?.type} {...lists} />
        {catalogue.data && !isBare && <LeaveTicket catalogue={catalogue.data} tickets={lists.recent} />}
        {isBare && (
          <Go to="order/free" className={classes.write}>
            {t("home.write")}
          </Go>
        )}
        {catalogue.isPending && <SkeletonRows rows={6} />}
        {catalogue.error && !catalogue.data && (
          <ErrorState error={catalogue.error} onRetry={() => void catalogue.refetch()} />
        )}
      </div>
    </Page>
  );
}

type Tickets = Parameters<typeof recentServices>[1];

/** The widget "leave a request": shown when there are services to order [H-RCAT-02]. */
function LeaveTicket({ catalogue, tickets }: { catalogue: Catalogue; tickets: Tickets }) {
  const { t } = useTranslation("portal");
  const [words, setWords] = useState("");
  const isSearching = words.trim() !== "";
  const found = isSearching ? findServices(catalogue.items, words) : [];
  const recent = recentServices(catalogue.items, tickets, 3);
  return (
    <section className={classes.leave} aria-labelledby="leave">
      <h2 id="leave">{t("home.leave")}</h2>
      <SearchField label={t("home.happened")} value={words} onChange={setWords} />
      <div aria-live="polite">
        {isSearching && found.length === 0 && <NotFound words={words} onClear={() => setWords("")} />}
        {found.length > 0 && <ServiceList services={found} />}
      </div>
      {!isSearching && <ServiceTiles catalogue={catalogue} />}
      {!isSearching && recent.length > 0 && (
        <>
          <h3>{t("home.recent")}</h3>
          <ServiceList services={recent} />
        </>
      )}
    </section>
  );
}
