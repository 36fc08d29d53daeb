import { useMemo } from "react";
import { CARD_FIELDS, type Card } from "../../../core/fields/card-fields.ts";
import { type Registry, registry } from "../../../core/fields/registry.ts";
import { useRoute } from "../../kit/query.ts";
import type { DirectorySearch } from "../app/address.ts";
import { alive, type Column, columnsOf, type Layout, nextSort, readLayout } from "../tickets/list/columns.ts";
import { ALWAYS, readText, textOfCondition } from "../tickets/list/condition-text.ts";
import { ownFieldsOf } from "../tickets/list/fields.ts";
import { usePreference } from "../tickets/list/preference.ts";
import { readOrder } from "../tickets/list/view-text.ts";
import { cardColumns, USUAL_COLUMNS } from "./card-columns.ts";

type OnSearch = (
  change: { [K in keyof DirectorySearch]?: string | undefined },
  options?: { replace?: boolean },
) => void;

/** Fields change when somebody sets up the desk, not while he works, ms. */
const RARELY = { staleTime: 60_000 };

export type CardList = ReturnType<typeof useCardList>;

/** The fields of contacts, companies or places as this person may know them; `undefined` while they are on their way. */
function useCardRegistry(subject: Card): Registry | undefined {
  const { data } = useRoute("listFields", { query: { subject } }, RARELY);
  return useMemo(() => data && registry(CARD_FIELDS[subject], ownFieldsOf(data.items)), [data, subject]);
}

/**
 * How a list of contacts, companies or places is shown, by their fields, built in and the workspace's own ([B-FLD-01]):
 * columns are kept with the person, filters and order stand in the address. `more`: columns that are no fields.
 */
export function useCardList(
  subject: Card,
  { where = "", sort }: Pick<DirectorySearch, "where" | "sort">,
  onSearch: OnSearch,
  more: readonly { key: string; name: string }[] = [],
) {
  const known = useCardRegistry(subject);
  const fields = known ?? BUILT_IN[subject];
  const [kept, keep] = usePreference(`${subject}.columns`);
  const usual = USUAL_COLUMNS[subject];
  const all = cardColumns(fields, more);
  const layout = alive(readLayout(kept, usual), all) ?? usual;
  const read = readText(where, fields);
  const { order } = readOrder(sort, fields);
  const isComing = known === undefined && (where !== "" || sort !== undefined);
  return {
    registry: fields,
    all,
    layout,
    usual,
    columns: columnsOf(layout, all),
    condition: read.errors.length > 0 ? ALWAYS : read.condition,
    /** What of the condition in the address cannot be read. */
    errors: isComing ? [] : read.errors,
    order,
    /** What the list is asked for; absent while it is not known what can be asked. */
    query:
      isComing || read.errors.length > 0
        ? undefined
        : { ...(where === "" ? {} : { where }), ...(order === undefined ? {} : { sort: order }) },
    isNarrowed: where !== "",
    onLayout: (next: Layout) => keep(next),
    onWhere: (next: typeof read.condition) =>
      onSearch({ where: textOfCondition(next, fields) || undefined }, { replace: true }),
    onSort: (column: Column) => onSearch({ sort: nextSort(order, column) }, { replace: true }),
    onOrder: (sort: string | undefined) => onSearch({ sort }, { replace: true }),
  };
}

const BUILT_IN: Readonly<Record<Card, Registry>> = {
  contact: registry(CARD_FIELDS.contact),
  company: registry(CARD_FIELDS.company),
  place: registry(CARD_FIELDS.place),
};
