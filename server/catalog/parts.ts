import type { Tx } from "../platform/database.ts";

/** What the capability needs from elsewhere. */
export type CatalogParts = {
  /** The service uses no controllers any more: those on its tickets are controllers no longer [H-CTRL-06]. */
  controllersOff: (tx: Tx, workspaceId: string, serviceId: string, now: Date) => Promise<unknown>;
  /** Called in the transaction of the change when a service has another name: tickets hold copies. */
  serviceRenamed: (tx: Tx, workspaceId: string, serviceId: string) => Promise<unknown>;
};
