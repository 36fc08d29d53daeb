import { sql } from "kysely";
import { forgetPlans } from "../platform/bulk.ts";
import type { Tx } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { settleCardFormulas } from "../settings/card-formulas.ts";
import { kindOf } from "./access.ts";
import { type AddressWords, addressOf, type PlaceKind, positionOf } from "./address.ts";
import type { ImportRow, RowError } from "./import-rows.ts";

type Node = {
  id: string;
  parentId: string | null;
  kind: PlaceKind;
  name: string;
  path: string[];
  address: string;
  account: string | null;
};

/** What the import has to do with a row's places. */
export type Placed = { row: ImportRow; placeId: string; changed: boolean };

/** Rows of one statement. */
const BATCH = 1_000;
const fold = (name: string): string => name.toLowerCase();

/**
 * The tree as the import knows it: what is there already of the named sites, and what is to be added. Names are
 * compared without case, as the unique index does.
 */
export class ImportTree {
  readonly #sites = new Map<string, Node[]>();
  readonly #children = new Map<string, Node>();
  readonly #units = new Map<string, Node[]>();
  readonly #added: Node[] = [];
  readonly #new = new Set<string>();
  readonly #accounts = new Map<string, string>();
  readonly #words: AddressWords;

  constructor(words: AddressWords) {
    this.#words = words;
  }

  /** How many places will be new. */
  get added(): number {
    return this.#added.length;
  }

  /** Reads the sites of these names and everything beneath them. */
  async load(tx: Tx, workspaceId: string, names: readonly string[]): Promise<void> {
    const { rows: sites } = await sql<{ id: string }>`
      select id from place where workspace_id = ${workspaceId} and kind = 'site'
        and lower(name) = any(${[...new Set(names.map(fold))]}::text[])`.execute(tx);
    for (let at = 0; at < sites.length; at += BATCH) {
      const ids = sites.slice(at, at + BATCH).map(({ id }) => id);
      const { rows } = await sql<{
        id: string;
        parent_id: string | null;
        kind: string;
        name: string;
        path: string[];
        address: string;
        account: string | null;
      }>`select * from places_beneath(${ids}::uuid[])`.execute(tx);
      for (const { parent_id, kind, ...row } of rows) this.#learn({ ...row, kind: kindOf(kind), parentId: parent_id });
    }
  }

  /** Finds or plans the places of a row; a fault when it cannot be said which ones are meant. */
  place(row: ImportRow): Placed | RowError {
    const before = this.#planned();
    const sites = this.#sites.get(fold(row.site)) ?? [];
    if (sites.length > 1) return { row: row.row, field: "site", code: "severalSites", params: { value: row.site } };
    const site = sites[0] ?? this.#add(null, null, "site", row.site);
    const place = this.#unitAlready(site, row) ?? this.#lowest(site, row);
    const fault = this.#fillAccount(place, row);
    return fault ?? { row, placeId: place.id, changed: this.#planned() > before };
  }

  /** Writes what was planned. */
  async save(tx: Tx, workspaceId: string, now: Date): Promise<void> {
    for (let at = 0; at < this.#added.length; at += BATCH) {
      await forgetPlans(tx);
      const rows = this.#added.slice(at, at + BATCH).map(({ parentId, ...node }) => ({
        ...node,
        parent_id: parentId,
        position: positionOf(node.name),
      }));
      await sql`insert into place (workspace_id, id, parent_id, kind, name, path, address, account, position, created_at)
        select ${workspaceId}, v.id, v.parent_id, v.kind, v.name, v.path, v.address, v.account, v.position, ${now}
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as v(id uuid, parent_id uuid, kind text, name text,
          path uuid[], address text, account text, position int)`.execute(tx);
    }
    const accounts = [...this.#accounts].map(([id, account]) => ({ id, account }));
    for (let at = 0; at < accounts.length; at += BATCH) {
      await sql`update place set account = v.account
        from jsonb_to_recordset(${JSON.stringify(accounts.slice(at, at + BATCH))}::jsonb) as v(id uuid, account text)
        where place.workspace_id = ${workspaceId} and place.id = v.id`.execute(tx);
    }
    const written = [...this.#added, ...accounts].map(({ id }) => id);
    await settleCardFormulas(tx, workspaceId, "place", written);
  }

  /**
   * A unit of this number that the site has already. A table may say less than the tree (no entrance) or more: with one
   * unit of the number there is nothing to choose, unless both name different entrances.
   */
  #unitAlready(site: Node, row: ImportRow): Node | undefined {
    if (row.unit === "") return undefined;
    const units = this.#units.get(`${site.id}/${fold(row.unit)}`) ?? [];
    const only = units.length === 1 ? units[0] : undefined;
    if (!only) return undefined;
    const says = row.entrance !== "" || row.floor !== "";
    return !says || only.parentId === site.id ? only : undefined;
  }

  #lowest(site: Node, row: ImportRow): Node {
    let node = site;
    if (row.entrance !== "") node = this.#child(site, node, "entrance", row.entrance);
    if (row.floor !== "") node = this.#child(site, node, "floor", row.floor);
    return row.unit === "" ? node : this.#child(site, node, "unit", row.unit);
  }

  #planned(): number {
    return this.#added.length + this.#accounts.size;
  }

  /** Personal accounts are filled in, never replaced. */
  #fillAccount(node: Node, row: ImportRow): RowError | undefined {
    if (row.account === "" || node.account === row.account) return undefined;
    if (node.account !== null) {
      return { row: row.row, field: "account", code: "otherAccount", params: { value: node.account } };
    }
    node.account = row.account;
    if (!this.#new.has(node.id)) this.#accounts.set(node.id, row.account);
    return undefined;
  }

  #child(site: Node, parent: Node, kind: PlaceKind, name: string): Node {
    return this.#children.get(`${parent.id}/${kind}/${fold(name)}`) ?? this.#add(site, parent, kind, name);
  }

  #add(site: Node | null, parent: Node | null, kind: PlaceKind, name: string): Node {
    const id = newId();
    const above = { site: site?.address ?? null, parent: parent?.address ?? null };
    const node: Node = {
      id,
      parentId: parent?.id ?? null,
      kind,
      name,
      path: [...(parent?.path ?? []), id],
      address: addressOf({ kind, name }, above, this.#words),
      account: null,
    };
    this.#added.push(node);
    this.#new.add(id);
    this.#learn(node);
    return node;
  }

  #learn(node: Node): void {
    if (node.kind === "site") push(this.#sites, fold(node.name), node);
    this.#children.set(`${node.parentId}/${node.kind}/${fold(node.name)}`, node);
    // A unit is found by every place above it; only sites are asked.
    if (node.kind === "unit") for (const above of node.path) push(this.#units, `${above}/${fold(node.name)}`, node);
  }
}

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
