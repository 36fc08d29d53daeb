import { CARD_FIELDS, type Card } from "../../core/fields/card-fields.ts";
import { customField } from "../../core/fields/custom-field.ts";
import { type Registry, registry, registryFor } from "../../core/fields/registry.ts";
import { perConfiguration } from "../platform/configuration.ts";
import type { Tx } from "../platform/database.ts";
import type { Person } from "../platform/http/context.ts";
import { customFieldOf } from "./custom-fields.ts";
import { loadStoredFields } from "./load-registry.ts";
import { viewerOf } from "./viewer.ts";

/**
 * The fields of contacts, companies or places as this person may know them: built in, and the workspace's own that are
 * active. Columns, filters and sorting of their lists all read this ([B-FLD-01], [B-FLD-04]).
 */
export const loadCardRegistry = (
  tx: Tx,
  { workspaceId, person }: { workspaceId: string; person: Pick<Person, "kind" | "roleId"> },
  subject: Card,
): Promise<Registry> =>
  perConfiguration(tx, workspaceId, `registry of ${subject} for ${person.kind} ${person.roleId}`, async () => {
    const own = (await loadStoredFields(tx, workspaceId, subject)).filter(({ active }) => active);
    return registryFor(
      registry(
        CARD_FIELDS[subject],
        own.map((field) => customField(customFieldOf(field))),
      ),
      viewerOf(person),
    );
  });
