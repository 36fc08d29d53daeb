import { NativeSelect } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { AddLink } from "./add-link.tsx";
import { Page } from "./page.tsx";
import rows from "./rows.module.css";
import { type Column, type Pages, Rows } from "./rows.tsx";
import { SearchField } from "./search-field.tsx";
import { useAddress } from "./use-address.ts";

/** Choices above a list; `name` is its word in the address, `""` among them the usual one, `all` leaves nothing out. */
type Filter = { name: string; label: string; data: readonly { value: string; label: string }[] };
type Asked<T> = Pages & { data: { pages: readonly { items: readonly T[] }[] } | undefined };

/**
 * A page of settings with a long list: searched by words and by choices, which stand in the address (`q` and the names
 * of the filters). `name` is its key in `settings:page` and its address below `/settings/`; the texts of its own are
 * `add`, `empty.title` and `empty.why` in the namespace `texts`.
 */
export function ListPage<T extends { id: string; active: boolean }>(props: {
  name: string;
  texts: "employees" | "services";
  search: { label: string; hint: string };
  filters: readonly Filter[];
  pages: Asked<T>;
  columns: readonly Column<T>[];
}) {
  const { name, filters, pages } = props;
  const { t } = useTranslation([props.texts, "settings"]);
  const navigate = useNavigate();
  const address = useAddress();
  const words = address.get("q");
  const to = (id: string) => `/settings/${name}/${id}`;
  const title = t(`settings:page.${name}.title`);
  const isFiltered = words !== "" || filters.some((one) => !["", "all"].includes(address.get(one.name)));
  return (
    <Page
      fill
      title={title}
      back={{ to: "/settings", label: t("settings:back") }}
      actions={<AddLink to={to("new")} label={t("add")} />}
    >
      <div className={rows.tools}>
        <SearchField
          label={props.search.label}
          placeholder={props.search.hint}
          words={words}
          onWords={(q) => address.set({ q })}
        />
        {filters.map((one) => (
          <NativeSelect
            key={one.name}
            className={rows.filter ?? ""}
            aria-label={one.label}
            value={address.get(one.name)}
            data={[...one.data]}
            onChange={(event) => address.set({ [one.name]: event.currentTarget.value })}
          />
        ))}
      </div>
      <Rows
        label={title}
        items={pages.data?.pages.flatMap((page) => page.items) ?? []}
        columns={props.columns}
        keyOf={({ id }) => id}
        toOf={({ id }) => ({ to: to(id) })}
        pages={pages}
        isSoft={({ active }) => !active}
        empty={
          isFiltered ? (
            <EmptyState title={t("settings:nothingFound")} why={t("settings:nothingFoundWhy")} />
          ) : (
            <EmptyState
              title={t("empty.title")}
              why={t("empty.why")}
              action={{ label: t("add"), run: () => void navigate({ to: to("new") }) }}
            />
          )
        }
      />
    </Page>
  );
}

/** Named things as the choices of a filter, below one that leaves it open. */
export const choicesOf = (any: string, items: readonly { id: string; name: string }[] | undefined) => [
  { value: "", label: any },
  ...(items ?? []).map(({ id, name }) => ({ value: id, label: name })),
];
