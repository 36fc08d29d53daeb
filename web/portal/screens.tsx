/**
 * The screens of the portal. The frame draws `PortalScreens` with the address; it chooses the screen. Links are `Go`
 * and `go` of address.tsx. The name and properties of the export stay.
 */
import { useTranslation } from "react-i18next";
import { EmptyState } from "../kit/empty-state.tsx";
import type { Address } from "./address.tsx";

/** `path`: `""` (home), `tickets/10482`, `order/<service>`. */
export function PortalScreens(_: Address) {
  const { t } = useTranslation("shell");
  return <EmptyState title={t("empty.title")} />;
}
