import type { Tx } from "../platform/database.ts";
import type { Translator } from "../platform/i18n.ts";

/** What the capability needs from elsewhere. */
export type PlacesParts = {
  /** The words of addresses. */
  texts: Translator;
  /**
   * Called in the transaction of the change with all places whose path or address is another now, so that tickets
   * keep what they have copied of them.
   */
  placesMoved: (tx: Tx, workspaceId: string, placeIds: readonly string[]) => Promise<void>;
};
