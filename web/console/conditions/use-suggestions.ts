import { useTranslation } from "react-i18next";
import { familyOf } from "../../../core/fields/field.ts";
import type { Registry } from "../../../core/fields/registry.ts";
import { useFieldChoices, useFieldLabel } from "../tickets/list/field-choices.ts";
import { lookupOf, useLookup } from "../tickets/list/lookup.ts";
import {
  closeness,
  type Spot,
  type Suggestion,
  suggestFields,
  suggestNamed,
  suggestSigns,
  suggestWords,
} from "./completion.ts";
import { useOperatorText } from "./condition-row.tsx";

/** What can be written at the spot; things by name are looked up while `isOpen`. */
export function useSuggestions(
  spot: Spot | undefined,
  registry: Registry,
  isOpen: boolean,
): { found: Suggestion[]; busy: boolean } {
  const { t } = useTranslation("conditions");
  const labelOf = useFieldLabel();
  const sayOf = useOperatorText();
  const field = spot?.kind === "value" ? spot.field : undefined;
  const choices = useFieldChoices(field ?? NO_FIELD);
  const kind = field && lookupOf(field);
  const lookup = useLookup(kind ?? "place", spot?.typed ?? "", isOpen && kind !== undefined, true);
  if (!spot) return { found: [], busy: false };

  if (spot.kind === "field") {
    const exact = spot.field;
    const signs = exact ? suggestSigns(exact, (op) => sayOf(exact, op)) : [];
    const fields = suggestFields(spot.typed, registry, labelOf).filter(({ key }) => key !== exact?.key);
    return { found: [...signs, ...fields], busy: false };
  }
  const say = (word: string) => t(`word.${word}`, { defaultValue: word });
  const words = suggestWords(spot.field, spot.typed, say);
  if (kind) return { found: [...words, ...suggestNamed(lookup.found)], busy: lookup.busy };
  const options = (choices ?? []).flatMap(({ value, label }) => {
    const near = closeness(spot.typed, [label, value]);
    return near === undefined ? [] : [{ near, key: value, name: label, detail: value }];
  });
  const listed = suggestNamed(options.sort((a, b) => a.near - b.near));
  return { found: familyOf(spot.field) === "code" ? [...listed, ...words] : [...words, ...listed], busy: false };
}

/** Where no value is written there is nothing to choose. */
const NO_FIELD: Parameters<typeof useFieldChoices>[0] = {
  key: "",
  type: "text",
  label: { en: "", ru: "" },
  group: "main",
  source: { state: "" },
  sql: { column: "" },
  sortable: false,
  filterable: false,
  permissions: { employee: "hidden", client: "hidden" },
};
