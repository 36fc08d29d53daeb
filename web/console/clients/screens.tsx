/** Contacts and companies. The routes load this file, so the names and properties of the exports stay. */
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../kit/empty-state.tsx";
import type { DirectorySearch } from "../app/address.ts";

type Props = {
  search: DirectorySearch;
  onSearch: (change: { [K in keyof DirectorySearch]?: string | undefined }, options?: { replace?: boolean }) => void;
};

export function ClientsScreen(_: Props) {
  return <Soon section="clients" />;
}

export function CompaniesScreen(_: Props) {
  return <Soon section="companies" />;
}

function Soon({ section }: { section: string }) {
  const { t } = useTranslation("shell");
  return <EmptyState title={t("empty.title")} why={t("empty.text", { section: t(`section.${section}`) })} />;
}
