import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isPermission, PERMISSION_KEYS, PERMISSIONS } from "./permissions.ts";
import { canSee, type Missing, type Scope, type TicketFacts } from "./scope.ts";

const TICKET: TicketFacts = { siteId: "a", serviceId: "plumbing", contactId: "owner" };
const FULL: Extract<Scope, { kind: "employee" }> = {
  kind: "employee",
  permissions: new Set(["ticket.read"]),
  sites: new Set(["a"]),
  services: new Set(["plumbing"]),
};

describe("what an employee sees", () => {
  it("says by what, when it is all there", () => {
    assert.deepEqual(canSee(FULL, TICKET), { yes: true, because: ["permission", "site", "service"] });
    const all = canSee({ ...FULL, sites: "all", services: "all" }, TICKET);
    assert.deepEqual(all, { yes: true, because: ["permission", "all-sites", "all-services"] });
  });

  const lacking: [ids: string, what: string, scope: Partial<typeof FULL>, missing: Missing[]][] = [
    ["[H-ACC-11, H-ACC-13] ", "no site", { sites: new Set(["b"]) }, ["site"]],
    ["[H-ACC-12, H-ACC-13] ", "no service", { services: new Set(["power"]) }, ["service"]],
    ["[H-ACC-13] ", "no permission", { permissions: new Set(["ticket.write"]) }, ["permission"]],
    [
      "",
      "nothing at all",
      { permissions: new Set(), sites: new Set(), services: new Set() },
      ["permission", "site", "service"],
    ],
  ];
  for (const [ids, what, scope, missing] of lacking) {
    it(`${ids}is nothing with ${what}`, () => {
      assert.deepEqual(canSee({ ...FULL, ...scope }, TICKET), { no: true, missing });
    });
  }

  it("is not hidden while the ticket has no site or service yet", () => {
    const scope = { ...FULL, sites: new Set<string>(), services: new Set<string>() };
    const sight = canSee(scope, { siteId: null, serviceId: null, contactId: null });
    assert.deepEqual(sight, { yes: true, because: ["permission", "no-site", "no-service"] });
  });
});

describe("what a contact sees", () => {
  it("[H-ACC-18] is his own tickets and no other of the same unit", () => {
    assert.deepEqual(canSee({ kind: "contact", id: "owner" }, TICKET), { yes: true, because: ["own-ticket"] });
    assert.deepEqual(canSee({ kind: "contact", id: "tenant" }, TICKET), { no: true, missing: ["own"] });
    assert.deepEqual(canSee({ kind: "contact", id: "tenant" }, { ...TICKET, contactId: null }), {
      no: true,
      missing: ["own"],
    });
  });
});

describe("permissions", () => {
  it("are a closed list with a sentence each", () => {
    assert.deepEqual(PERMISSION_KEYS, Object.keys(PERMISSIONS));
    for (const key of PERMISSION_KEYS) assert.match(PERMISSIONS[key], /^[A-Z].+\.$/);
    assert.equal(isPermission("ticket.fly"), false);
    assert.equal(isPermission("toString"), false);
  });
});
