import "./styles.css";
import { RouterProvider } from "@tanstack/react-router";
import { makeQueryClient } from "../kit/query.ts";
import { startFace } from "../kit/start.tsx";
import { consoleTheme } from "../kit/theme.ts";
import { makeRouter } from "./app/router.tsx";

const client = makeQueryClient(() => {
  if (/^\/(sign-in|setup)/.test(location.pathname)) return;
  const next = location.pathname + location.search;
  // Cleared once the screens are gone: they would only ask again.
  void router.navigate({ to: "/sign-in", search: { next, ended: true } }).then(() => client.clear());
});
const router = makeRouter(client);

await startFace({
  theme: consoleTheme,
  client,
  namespaces: ["shell", "session"],
  children: <RouterProvider router={router} />,
});
