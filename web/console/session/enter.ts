import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type Me, welcome } from "../../kit/session.ts";

/** Leads a person who has just signed in to his face: employees to the console, contacts to the portal. */
export function useEnter(): (me: Me, next?: string) => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async (me, next) => {
    const isPortal = next !== undefined && /^\/portal(\/|$)/.test(next);
    if (me.person.kind === "contact") return location.assign(isPortal ? next : "/portal/");
    client.clear();
    await welcome(client, me);
    if (next === undefined || isPortal) await navigate({ to: "/tickets", search: {} });
    else await navigate({ href: next });
  };
}
