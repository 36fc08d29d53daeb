import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Contact } from "../../../../contract/clients.ts";
import { DEBT_CURRENCY } from "../../../../core/fields/card-fields.ts";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { formatMoment, formatMoney, formatNumber } from "../../../kit/format.ts";
import { useRoutePages } from "../../../kit/query.ts";
import { CardRows } from "../../cards/card-rows.tsx";
import { CardTools } from "../../cards/card-tools.tsx";
import { drawShared } from "../../cards/draw-shared.tsx";
import { useCardList } from "../../cards/use-card-list.ts";
import { AddLink } from "../../settings/frame/add-link.tsx";
import rows from "../../settings/frame/rows.module.css";
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
  const list = useCardList("contact", search, onSearch, [
    { key: "place", name: t("whose") },
    { key: "tickets", name: t("tickets") },
  ]);
  const pages = useRoutePages(
    "listContacts",
    { query: { ...(q ? { search: q } : {}), ...(company ? { company } : {}), ...list.query } },
    { enabled: list.query !== undefined },
  );
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const names = useNamesOf("company", company ? [company] : []);
  const close = () => onSearch({ open: undefined, parent: undefined });
  const draw = useDraw();
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
          <CardTools
            list={list}
            of={{ mode: "contacts", ...(q ? { search: q } : {}), ...(company ? { company } : {}) }}
          />
        </div>
      }
      list={
        <CardRows
          list={list}
          label={t("contacts.title")}
          items={items}
          draw={draw}
          toOf={({ id }) => ({ to: "/clients", search: { ...search, open: id, parent: undefined } })}
          pages={pages}
          openKey={open}
          empty={
            q !== "" || company !== "" || list.isNarrowed ? (
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

/** What the rows say of a contact's own columns. */
function useDraw(): (key: string, contact: Contact) => ReactNode {
  const { t } = useTranslation("clientsUi");
  return (key, contact) => {
    const { places, company } = contact;
    const [first, ...more] = places;
    switch (key) {
      case "place":
        return first ? `${first.address}${more.length > 0 ? ` +${more.length}` : ""}` : (company?.name ?? "");
      case "phone":
        return <bdi>{contact.phone}</bdi>;
      case "portal":
        return contact.portalAccess ? t("portal.yes") : "";
      case "tickets":
        return contact.openTickets > 0 ? formatNumber(contact.openTickets) : "";
      case "debt":
      case "repairDebt":
        return contact[key] === 0 ? "" : formatMoney(contact[key], DEBT_CURRENCY);
      case "lastSeen":
        return contact.lastSeenAt && formatMoment(contact.lastSeenAt);
      case "name":
      case "email":
      case "account":
        return contact[key];
      default:
        return drawShared(key, contact);
    }
  };
}
