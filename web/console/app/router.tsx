import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { ErrorState } from "../../kit/error-state.tsx";
import { isProblem, Problem } from "../../kit/problem.ts";
import { loadMe } from "../../kit/session.ts";
import { SkeletonRows } from "../../kit/skeleton-rows.tsx";
import { MyTicketsScreen, NewTicketScreen, TicketScreen, TicketsScreen } from "../tickets/screens.tsx";
import {
  readDirectorySearch,
  readNewTicketSearch,
  readReportSearch,
  readSignInSearch,
  readTicketSearch,
  writeSearch,
} from "./address.ts";
import { Shell } from "./shell.tsx";

const root = createRootRouteWithContext<{ client: QueryClient }>()({ component: Outlet });

const SignIn = lazyRouteComponent(() => import("../session/sign-in.tsx"), "SignIn");
const UseLink = lazyRouteComponent(() => import("../session/use-link.tsx"), "UseLink");
const Setup = lazyRouteComponent(() => import("../session/setup.tsx"), "Setup");
const PlacesScreen = lazyRouteComponent(() => import("../places/screens.tsx"), "PlacesScreen");
const clientScreens = () => import("../clients/screens.tsx");
const ClientsScreen = lazyRouteComponent(clientScreens, "ClientsScreen");
const CompaniesScreen = lazyRouteComponent(clientScreens, "CompaniesScreen");
const ReportsScreen = lazyRouteComponent(() => import("../reports/screens.tsx"), "ReportsScreen");
const SettingsScreen = lazyRouteComponent(() => import("../settings/screens.tsx"), "SettingsScreen");

/** A page that takes its address as properties, loaded ahead like the page it draws. */
const drawn = <P,>(draw: () => P, page: { preload?: () => Promise<unknown> | undefined }) =>
  Object.assign(draw, page.preload ? { preload: async () => void (await page.preload?.()) } : {});

/** Changes parts of the address and leaves the rest. */
const changer =
  (navigate: Navigate) =>
  (change: object, options: { replace?: boolean } = {}) =>
    void navigate({ search: (now) => ({ ...now, ...change }), ...options });
type Navigate = (to: { search: (now: object) => object; replace?: boolean }) => Promise<void>;

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: readSignInSearch,
  component: drawn(() => <SignIn {...signIn.useSearch()} />, SignIn),
});
const useLink = createRoute({
  getParentRoute: () => root,
  path: "/sign-in/link/$token",
  validateSearch: readSignInSearch,
  component: drawn(() => <UseLink {...useLink.useSearch()} token={useLink.useParams().token} />, UseLink),
});
const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup/$token",
  component: drawn(() => <Setup token={setup.useParams().token} />, Setup),
});

/** Everything that an employee sees after sign-in. */
const desk = createRoute({
  getParentRoute: () => root,
  id: "desk",
  component: Shell,
  beforeLoad: async ({ context, location: { href } }) => {
    const me = await loadMe(context.client).catch((error: unknown) => {
      if (!isProblem(error) || error.status !== 401) throw error;
      throw redirect({ to: "/sign-in", search: href === "/" || href === "/tickets" ? {} : { next: href } });
    });
    if (me.person.kind !== "contact") return;
    location.replace("/portal/");
    // The page is leaving: nothing more is drawn.
    await new Promise(() => undefined);
  },
});
const home = createRoute({
  getParentRoute: () => desk,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/tickets", search: {}, replace: true });
  },
});
const list = createRoute({
  getParentRoute: () => desk,
  path: "/tickets",
  validateSearch: readTicketSearch,
  component: () => <TicketsScreen search={list.useSearch()} onSearch={changer(list.useNavigate())} />,
});
const my = createRoute({
  getParentRoute: () => desk,
  path: "/my",
  validateSearch: readTicketSearch,
  component: () => <MyTicketsScreen search={my.useSearch()} onSearch={changer(my.useNavigate())} />,
});
const newTicket = createRoute({
  getParentRoute: () => desk,
  path: "/tickets/new",
  validateSearch: readNewTicketSearch,
  component: () => <NewTicketScreen search={newTicket.useSearch()} />,
});
const ticket = createRoute({
  getParentRoute: () => desk,
  path: "/tickets/$number",
  component: () => <TicketScreen number={ticket.useParams().number} />,
});
const places = createRoute({
  getParentRoute: () => desk,
  path: "/places",
  validateSearch: readDirectorySearch,
  component: drawn(
    () => <PlacesScreen search={places.useSearch()} onSearch={changer(places.useNavigate())} />,
    PlacesScreen,
  ),
});
const clients = createRoute({
  getParentRoute: () => desk,
  path: "/clients",
  validateSearch: readDirectorySearch,
  component: drawn(
    () => <ClientsScreen search={clients.useSearch()} onSearch={changer(clients.useNavigate())} />,
    ClientsScreen,
  ),
});
const companies = createRoute({
  getParentRoute: () => desk,
  path: "/companies",
  validateSearch: readDirectorySearch,
  component: drawn(
    () => <CompaniesScreen search={companies.useSearch()} onSearch={changer(companies.useNavigate())} />,
    CompaniesScreen,
  ),
});
const reports = createRoute({
  getParentRoute: () => desk,
  path: "/reports",
  validateSearch: readReportSearch,
  component: drawn(
    () => <ReportsScreen search={reports.useSearch()} onSearch={changer(reports.useNavigate())} />,
    ReportsScreen,
  ),
});
const settings = createRoute({
  getParentRoute: () => desk,
  path: "/settings/$",
  component: drawn(() => <SettingsScreen path={settings.useParams()._splat ?? ""} />, SettingsScreen),
});

const routeTree = root.addChildren([
  signIn,
  useLink,
  setup,
  desk.addChildren([home, list, my, newTicket, ticket, places, clients, companies, reports, settings]),
]);

/** The console's addresses. */
export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree,
    context: { client },
    // Texts as they are: a search for 12 stays `?q=12`, without quotes.
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: writeSearch,
    defaultPreload: "intent",
    defaultPendingMs: 150,
    defaultPendingMinMs: 0,
    defaultPendingComponent: () => <SkeletonRows rows={12} />,
    defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} onRetry={reset} />,
    defaultNotFoundComponent: () => <ErrorState error={new Problem({ code: "page/not-found", status: 404 })} />,
  });
}
