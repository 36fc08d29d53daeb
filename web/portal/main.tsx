import "./styles.css";
import { lazy } from "react";
import { makeQueryClient } from "../kit/query.ts";
import { startFace } from "../kit/start.tsx";
import { portalTheme } from "../kit/theme.ts";
import { withTexts } from "../kit/with-texts.ts";
import { PortalFrame } from "./frame.tsx";
import { watchInstall } from "./profile/install.ts";

/** `/portal/lookup/<workspace>` is for everybody: nobody is asked who he is. */
const desk = /^\/portal\/lookup\/([a-z][a-z0-9-]{1,38})\/?$/.exec(location.pathname)?.[1];
const Lookup = lazy(async () => ({
  default: (await withTexts(import("./lookup/lookup.tsx"), ["lookup", "refusal"])).Lookup,
}));

const client = makeQueryClient(() => {
  const next = encodeURIComponent(location.pathname + location.search);
  location.assign(`/sign-in?next=${next}`);
});

watchInstall();
const children = desk === undefined ? <PortalFrame /> : <Lookup desk={desk} />;
await startFace({ theme: portalTheme, client, namespaces: ["portal"], children });

if (import.meta.env.PROD && "serviceWorker" in navigator && desk === undefined) {
  // Without it the portal works, only not offline.
  navigator.serviceWorker.register("/portal/service-worker.js", { scope: "/portal/" }).catch(() => undefined);
}
