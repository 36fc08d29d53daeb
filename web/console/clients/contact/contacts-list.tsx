import { useTranslation } from "react-i18next";
import type { Contact } from "../../../../contract/clients.ts";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { formatNumber } from "../../../kit/format.ts";
import { useRoutePages } from "../../../kit/query.ts";
import { AddLink } from "../../settings/frame/add-link.tsx";
import rows from "../../settings/frame/rows.module.css";
import { type Column, Rows } from "../../settings/frame/rows.tsx";
import { SearchField } from "../../settings/frame/search-field.tsx";
import { RefSelect } from "../../settings/pick/ref-select.tsx";
import { useNamesOf } from "../../tickets/list/lookup.ts";
import { Directory } from "../directory.tsx";
import type { DirectoryProps } from "../screens.tsx";
import { ContactCard, NewContact } from "./contact-card.tsx";

/** Contacts, found by name, phone, email, account or address; those of one company. */
export function ContactsList({ search, onSearch }: DirectoryProps) {
  const { t } = useTranslation(["clientsUi", "settings"]);
  const { q = "", open, company = "", parent } = search;
  const pages = useRoutePages("listContacts", {
    query: { ...(q ? { search: q } : {}), ...(company ? { company } : {}) },
  });
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const names = useNamesOf("company", company ? [company] : []);
  const close = () => onSearch({ open: undefined, parent: undefined });
  const columns = useColumns(open !== undefined);
  return (
    <Directory
      title={t("contacts.title")}
      actions={<AddLink to="/clients" search={{ ...search, open: "new" }} label={t("contacts.add")} />}
      tools={
        <div className={rows.tools}>
          <SearchField
            label={t("contacts.search")}
            placeholder={t("contacts.searchHint")}
            words={q}
            onWords={(words) => onSearch({ q: words || undefined }, { replace: true })}
          />
          <div className={rows.filter}>
            <RefSelect
              kind="company"
              label={t("contacts.anyCompany")}
              hideLabel
              placeholder={t("contacts.anyCompany")}
              value={company ? { id: company, name: names.get(company) ?? "…" } : null}
              onChange={(one) => onSearch({ company: one?.id }, { replace: true })}
            />
          </div>
        </div>
      }
      list={
        <Rows
          label={t("contacts.title")}
          items={items}
          columns={columns}
          keyOf={({ id }) => id}
          toOf={({ id }) => ({ to: "/clients", search: { ...search, open: id, parent: undefined } })}
          pages={pages}
          openKey={open}
          empty={
            q !== "" || company !== "" ? (
              <EmptyState title={t("settings:nothingFound")} why={t("contacts.notFound")} />
            ) : (
              <EmptyState
                title={t("contacts.empty.title")}
                why={t("contacts.empty.why")}
                action={{ label: t("contacts.add"), run: () => onSearch({ open: "new" }) }}
              />
            )
          }
        />
      }
      card={
        open === "new" ? (
          <NewContact
            company={company || undefined}
            place={parent}
            onClose={close}
            onMade={(id) => onSearch({ open: id, parent: undefined }, { replace: true })}
          />
        ) : open ? (
          <ContactCard key={open} id={open} onClose={close} />
        ) : undefined
      }
    />
  );
}

function useColumns(isNarrow: boolean): Column<Contact>[] {
  const { t } = useTranslation("clientsUi");
  const placeOf = ({ places: [first, ...more], company }: Contact) =>
    first ? `${first.address}${more.length > 0 ? ` +${more.length}` : ""}` : (company?.name ?? "");
  const all: Column<Contact>[] = [
    { key: "name", title: t("name"), width: "minmax(150px, 1.3fr)", draw: ({ name }) => name },
    { key: "place", title: t("whose"), width: "minmax(150px, 1.6fr)", draw: placeOf },
    { key: "phone", title: t("phone"), width: "minmax(120px, 0.8fr)", draw: ({ phone }) => <bdi>{phone}</bdi> },
    { key: "email", title: t("email"), width: "minmax(130px, 1fr)", draw: ({ email }) => email },
    {
      key: "portal",
      title: t("portal.column"),
      width: "72px",
      wide: true,
      draw: ({ portalAccess }) => (portalAccess ? t("portal.yes") : ""),
    },
    {
      key: "open",
      title: t("tickets"),
      width: "64px",
      wide: true,
      draw: ({ openTickets }) => (openTickets > 0 ? formatNumber(openTickets) : ""),
    },
  ];
  return isNarrow ? all.filter(({ key }) => key === "name" || key === "place") : all;
}
