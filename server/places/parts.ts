import type { Tx } from "../platform/database.ts";
import type { Translator } from "../platform/i18n.ts";

/** What the capability needs from elsewhere. */
export type PlacesParts = {
  /** The words of addresses. */
  texts: Translator;
  /**
   * Called in the transaction of the change with a place whose path or address is another now, and with it those of
   * everything beneath, so that tickets keep what they have copied of them.
   */
  placeMoved: (tx: Tx, workspaceId: string, placeId: string) => Promise<unknown>;
};
