/**
 * The addresses of the portal: a handful of pages do not need the console's router, which would be a fifth of all
 * script that a telephone has to load.
 */
import type { AnchorHTMLAttributes, MouseEvent, ReactNode } from "react";
import { makeStore, useStore } from "../kit/store.ts";

const BASE = "/portal/";

/** Where one is: `path` is what follows `/portal/` without slashes at its ends, `query` what follows the `?`. */
export type Address = { path: string; query: URLSearchParams };

const readAddress = (): Address => ({
  path: decodeURI(location.pathname.slice(BASE.length)).replace(/\/+$/, ""),
  query: new URLSearchParams(location.search),
});
const address = makeStore<Address>(readAddress());
addEventListener("popstate", () => address.set(readAddress()));

export const useAddress = (): Address => useStore(address);

/** `hrefOf("tickets/10482")` is `/portal/tickets/10482`. */
export const hrefOf = (to: string): string => BASE + to.replace(/^\/+/, "");

/** How many pages of the portal lie behind this one in the browser's history. */
function depth(): number {
  const state: unknown = history.state;
  return typeof state === "object" && state !== null && "depth" in state ? Number(state.depth) : 0;
}

/** Goes to a page of the portal; `replace` leaves no step in the history. */
export function go(to: string, { replace = false } = {}): void {
  if (replace) history.replaceState({ depth: depth() }, "", hrefOf(to));
  else history.pushState({ depth: depth() + 1 }, "", hrefOf(to));
  address.set(readAddress());
  if (!replace) scrollTo(0, 0);
}

/** Goes to where one came from; to `otherwise` when the portal was opened at this page. */
export function goBack(otherwise: string): void {
  if (depth() > 0) history.back();
  else go(otherwise, { replace: true });
}

type GoProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> & { to: string; children: ReactNode };

/** A link to a page of the portal; with Ctrl or the middle button it opens beside, like any link. */
export function Go({ to, onClick, children, ...rest }: GoProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (event.defaultPrevented || !isPlain) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a {...rest} href={hrefOf(to)} onClick={follow}>
      {children}
    </a>
  );
}
