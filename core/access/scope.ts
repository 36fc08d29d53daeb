import type { Permission } from "./permissions.ts";

/** What of the tickets a person may see at most. `all` is no limit. */
export type Scope =
  | {
      kind: "employee";
      permissions: ReadonlySet<string>;
      /** Sites from the employee's card. */
      sites: "all" | ReadonlySet<string>;
      /** Services that are open to one of the employee's roles. */
      services: "all" | ReadonlySet<string>;
    }
  | { kind: "contact"; id: string };

/** What of a ticket decides who sees it. */
export type TicketFacts = { siteId: string | null; serviceId: string | null; contactId: string | null };

/** Which condition was met, and how. */
export type Because =
  | "permission"
  | "all-sites"
  | "site"
  | "no-site"
  | "all-services"
  | "service"
  | "no-service"
  | "own-ticket";

/** Which condition was not met: `own` is the contact's only one. */
export type Missing = "permission" | "site" | "service" | "own";

export type Sight =
  | { yes: true; no?: undefined; because: Because[] }
  | { yes?: undefined; no: true; missing: Missing[] };

const SEEING: Permission = "ticket.read";

/**
 * Whether a ticket is seen at all, with the reasons. An employee needs all three: the permission, the site and the
 * service [H-ACC-13]; to stand on the ticket opens no other way. A ticket without a site or service yet is held back
 * by neither, or nobody would see a letter from an unknown address. A contact sees only what is his [H-ACC-18].
 */
export function canSee(scope: Scope, ticket: TicketFacts): Sight {
  if (scope.kind === "contact") {
    return ticket.contactId === scope.id ? { yes: true, because: ["own-ticket"] } : { no: true, missing: ["own"] };
  }
  const checks: [Missing, Because | undefined][] = [
    ["permission", scope.permissions.has(SEEING) ? "permission" : undefined],
    ["site", within(scope.sites, ticket.siteId, { all: "all-sites", listed: "site", none: "no-site" })],
    [
      "service",
      within(scope.services, ticket.serviceId, { all: "all-services", listed: "service", none: "no-service" }),
    ],
  ];
  const missing = checks.flatMap(([name, because]) => (because ? [] : [name]));
  if (missing.length > 0) return { no: true, missing };
  return { yes: true, because: checks.flatMap(([, because]) => because ?? []) };
}

function within(
  allowed: "all" | ReadonlySet<string>,
  id: string | null,
  name: { all: Because; listed: Because; none: Because },
): Because | undefined {
  if (allowed === "all") return name.all;
  if (id === null) return name.none;
  return allowed.has(id) ? name.listed : undefined;
}
