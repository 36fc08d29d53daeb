import "./styles.css";
import { RouterProvider } from "@tanstack/react-router";
import { makeQueryClient } from "../kit/query.ts";
import { startFace } from "../kit/start.tsx";
import { consoleTheme } from "../kit/theme.ts";
import { makeRouter } from "./app/router.tsx";

const isEntrance = () => /^\/(sign-in|setup)/.test(location.pathname);

const client = makeQueryClient(() => {
  if (isEntrance()) return;
  const next = location.pathname + location.search;
  // Cleared once the screens are gone: they would only ask again.
  void router.navigate({ to: "/sign-in", search: { next, ended: true } }).then(() => client.clear());
});
const router = makeRouter(client);

// The first list is on its way while the server is asked who this is.
if (/^\/(tickets|my)?$/.test(location.pathname)) void import("./tickets/list/list-screen.tsx").catch(() => undefined);

await startFace({
  theme: consoleTheme,
  client,
  namespaces: isEntrance() ? ["session", "refusal"] : ["shell", "list", "refusal"],
  children: <RouterProvider router={router} />,
});
