import "./styles.css";
import { lazy } from "react";
import { makeQueryClient } from "../kit/query.ts";
import { startFace } from "../kit/start.tsx";
import { portalTheme } from "../kit/theme.ts";
import { withTexts } from "../kit/with-texts.ts";
import { PortalFrame } from "./frame.tsx";
import { watchInstall } from "./profile/install.ts";

/** `/portal/lookup/<workspace>` and `/portal/form/<workspace>` are for everybody: nobody is asked who he is. */
const [, open, desk = ""] = /^\/portal\/(lookup|form)\/([a-z][a-z0-9-]{1,38})\/?$/.exec(location.pathname) ?? [];
const Lookup = lazy(async () => ({
  default: (await withTexts(import("./lookup/lookup.tsx"), ["lookup", "refusal"])).Lookup,
}));
const Capture = lazy(async () => ({
  default: (await withTexts(import("./capture/capture.tsx"), ["capture", "refusal"])).Capture,
}));

/** `/portal/confirm/<token>`: the link of a letter, for whoever has the letter. */
const token = /^\/portal\/confirm\/([\w-]{10,300}\.[\w-]{10,80})\/?$/.exec(location.pathname)?.[1];
const Confirm = lazy(async () => ({
  default: (await withTexts(import("./confirm/confirm.tsx"), ["confirm", "refusal"])).Confirm,
}));

const client = makeQueryClient(() => {
  const next = encodeURIComponent(location.pathname + location.search);
  location.assign(`/sign-in?next=${next}`);
});

function page() {
  if (token !== undefined) return <Confirm token={token} />;
  if (open === "lookup") return <Lookup desk={desk} />;
  return open === "form" ? <Capture desk={desk} /> : <PortalFrame />;
}

watchInstall();
await startFace({ theme: portalTheme, client, namespaces: ["portal"], children: page() });

if (import.meta.env.PROD && "serviceWorker" in navigator && open === undefined && token === undefined) {
  // Without it the portal works, only not offline.
  navigator.serviceWorker.register("/portal/service-worker.js", { scope: "/portal/" }).catch(() => undefined);
}
