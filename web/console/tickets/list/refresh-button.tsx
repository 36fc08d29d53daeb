import { ActionIcon } from "@mantine/core";
import { ReloadIcon } from "@radix-ui/react-icons";
import { useIsFetching, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { key } from "../../../kit/query.ts";

/** Loads the latest of the tickets where one stands: no page is loaded, and the list keeps its place [L-LIST-01, L-LIST-02]. */
export function RefreshButton() {
  const { t } = useTranslation("list");
  const client = useQueryClient();
  const busy = useIsFetching({ queryKey: key("listTickets") }) > 0;
  const refresh = () => {
    void client.invalidateQueries({ queryKey: key("listTickets") });
    void client.invalidateQueries({ queryKey: key("countTickets") });
  };
  return (
    <ActionIcon aria-label={t("refresh")} title={t("refresh")} loading={busy} onClick={refresh}>
      <ReloadIcon />
    </ActionIcon>
  );
}
