/** Contacts and companies. The routes load this file, so the names and properties of the exports stay. */
import type { DirectorySearch } from "../app/address.ts";
import { CompaniesList } from "./company/companies-list.tsx";
import { ContactsList } from "./contact/contacts-list.tsx";

export type DirectoryProps = {
  search: DirectorySearch;
  onSearch: (change: { [K in keyof DirectorySearch]?: string | undefined }, options?: { replace?: boolean }) => void;
};

export function ClientsScreen(props: DirectoryProps) {
  return <ContactsList {...props} />;
}

export function CompaniesScreen(props: DirectoryProps) {
  return <CompaniesList {...props} />;
}
