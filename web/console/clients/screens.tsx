/** Contacts and companies, each with its own permission [H-ACC-04]. The routes load this file, so the names and properties of the exports stay. */
import { ErrorState } from "../../kit/error-state.tsx";
import { Problem } from "../../kit/problem.ts";
import { useMay } from "../../kit/session.ts";
import type { DirectorySearch } from "../app/address.ts";
import { CompaniesList } from "./company/companies-list.tsx";
import { ContactsList } from "./contact/contacts-list.tsx";

export type DirectoryProps = {
  search: DirectorySearch;
  onSearch: (change: { [K in keyof DirectorySearch]?: string | undefined }, options?: { replace?: boolean }) => void;
};

export function ClientsScreen(props: DirectoryProps) {
  if (!useMay()("section.clients")) return <ErrorState error={new Problem({ code: "http/403", status: 403 })} />;
  return <ContactsList {...props} />;
}

export function CompaniesScreen(props: DirectoryProps) {
  if (!useMay()("section.companies")) return <ErrorState error={new Problem({ code: "http/403", status: 403 })} />;
  return <CompaniesList {...props} />;
}
