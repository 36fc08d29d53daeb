import type { Response } from "../../contract/routes.ts";
import { PRESETS } from "../../presets/presets.ts";
import type { SetupParts } from "./parts.ts";
import { accessSetup } from "./setup-token.ts";

/** What the first administrator can choose from: a card for each preset. */
export async function getSetup({ owner }: SetupParts, token: string): Promise<Response<"getSetup">> {
  await owner.transaction().execute((tx) => accessSetup(tx, token));
  return { presets: PRESETS.map(({ key, name, about }) => ({ key, name: { ...name }, about: { ...about } })) };
}
