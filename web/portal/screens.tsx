/**
 * The screens of the portal. The frame draws `PortalScreens` with the address; it chooses the screen. Links are `Go`
 * and `go` of address.tsx. The name and properties of the export stay.
 */
import { lazy, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../kit/empty-state.tsx";
import { SkeletonRows } from "../kit/skeleton-rows.tsx";
import { withTexts } from "../kit/with-texts.ts";
import { type Address, go } from "./address.tsx";
import { Bars } from "./frame/bars.tsx";
import { OfflineBar } from "./frame/offline-bar.tsx";
import { Page } from "./frame/page.tsx";
import { Home } from "./home/home.tsx";
import classes from "./screens.module.css";
import { Services } from "./services/services.tsx";

// The first paint needs none of these; they come while nothing else is to be done. Where something can be refused, the
// words for refusals come along.
const load = {
  order: () => withTexts(import("./order/order.tsx"), "refusal"),
  tickets: () => withTexts(import("./tickets/tickets.tsx"), "refusal"),
  profile: () => withTexts(import("./profile/profile.tsx"), "refusal"),
};
const Order = lazy(() => load.order().then(({ Order }) => ({ default: Order })));
const Tickets = lazy(() => load.tickets().then(({ Tickets }) => ({ default: Tickets })));
const Profile = lazy(() => load.profile().then(({ Profile }) => ({ default: Profile })));

/** `path`: `""` (home), `services`, `order/<service>`, `tickets`, `tickets/10482`, `profile`. */
export function PortalScreens({ path }: Address) {
  const [section = "", rest] = path.split("/");
  useEffect(() => {
    const early = () => void Promise.allSettled([load.order(), load.tickets(), load.profile()]).then(keepForOffline);
    const timer = setTimeout(early, 3000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={classes.frame} data-inside={rest !== undefined}>
      <Bars path={path} inside={rest !== undefined} />
      <OfflineBar />
      <Suspense fallback={<SkeletonRows rows={6} />}>
        <Screen section={section} rest={rest} />
      </Suspense>
    </div>
  );
}

function Screen({ section, rest }: { section: string; rest: string | undefined }) {
  if (section === "") return <Home />;
  if (section === "services") return <Services />;
  if (section === "profile") return <Profile />;
  if (section === "order" && rest) return <Order id={rest} />;
  if (section === "tickets" && (rest === undefined || /^[0-9a-f-]{1,36}$/i.test(rest)))
    return <Tickets number={rest} />;
  return <Nowhere />;
}

function Nowhere() {
  const { t } = useTranslation("portal");
  return (
    <Page title={t("nowhere.title")} back="">
      <EmptyState
        title={t("nowhere.title")}
        why={t("nowhere.why")}
        action={{ label: t("bar.home"), run: () => go("", { replace: true }) }}
      />
    </Page>
  );
}

/** Gives the service worker what this page has loaded before it was there, so that the next visit may be offline. */
function keepForOffline(): void {
  const files = performance.getEntriesByType("resource").map(({ name }) => name);
  void navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage({ keep: files }));
}
