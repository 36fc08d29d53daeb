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

/** `/portal/confirm/<token>`: the link of a letter, for whoever has the letter. */
const token = /^\/portal\/confirm\/([\w-]{10,300}\.[\w-]{10,80})\/?$/.exec(location.pathname)?.[1];
const Confirm = lazy(async () => ({
  default: (await withTexts(import("./confirm/confirm.tsx"), ["confirm", "refusal"])).Confirm,
}));

const client = makeQueryClient(() => {
  const next = encodeURIComponent(location.pathname + location.search);
  location.assign(`/sign-in?next=${next}`);
});

watchInstall();
const isPublic = desk !== undefined || token !== undefined;
const page = desk === undefined ? <PortalFrame /> : <Lookup desk={desk} />;
const children = token === undefined ? page : <Confirm token={token} />;
await startFace({ theme: portalTheme, client, namespaces: ["portal"], children });

if (import.meta.env.PROD && "serviceWorker" in navigator && !isPublic) {
  // Without it the portal works, only not offline.
  navigator.serviceWorker.register("/portal/service-worker.js", { scope: "/portal/" }).catch(() => undefined);
}
