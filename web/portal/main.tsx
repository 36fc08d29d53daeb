import "./styles.css";
import { makeQueryClient } from "../kit/query.ts";
import { startFace } from "../kit/start.tsx";
import { portalTheme } from "../kit/theme.ts";
import { PortalFrame } from "./frame.tsx";
import { watchInstall } from "./profile/install.ts";

const client = makeQueryClient(() => {
  const next = encodeURIComponent(location.pathname + location.search);
  location.assign(`/sign-in?next=${next}`);
});

watchInstall();
await startFace({ theme: portalTheme, client, namespaces: ["portal"], children: <PortalFrame /> });

if (import.meta.env.PROD && "serviceWorker" in navigator) {
  // Without it the portal works, only not offline.
  navigator.serviceWorker.register("/portal/service-worker.js", { scope: "/portal/" }).catch(() => undefined);
}
