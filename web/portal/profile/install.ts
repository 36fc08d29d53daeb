import { makeStore, useStore } from "../../kit/store.ts";

/** What Chrome gives when the portal can be installed; not in the types of browsers. */
type InstallEvent = Event & { prompt: () => Promise<unknown> };

const offered = makeStore<InstallEvent | undefined>(undefined);

const isInstallEvent = (event: Event): event is InstallEvent => "prompt" in event;

/** Begins to listen for the browser's offer to install; call it before the page is drawn. */
export function watchInstall(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    if (isInstallEvent(event)) offered.set(event);
  });
  addEventListener("appinstalled", () => offered.set(undefined));
}

const isInstalled = () => matchMedia("(display-mode: standalone)").matches;
/** Safari on telephones has no offer, only its own menu. */
const isApple = () => /iPhone|iPad/.test(navigator.userAgent);

/** How the portal gets onto the home screen here: by a button, by hand, or not at all. */
export function useInstall(): { way: "button" | "by-hand" | "none"; install: () => Promise<void> } {
  const offer = useStore(offered);
  const install = async () => {
    await offer?.prompt();
    offered.set(undefined);
  };
  if (isInstalled()) return { way: "none", install };
  return { way: offer ? "button" : isApple() ? "by-hand" : "none", install };
}
