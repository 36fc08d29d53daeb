import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./table.module.css";

/** What of a list that comes in pages the button beneath it needs. */
export type NextPages = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };

/** Beneath a table of the card: brings the next page, while there is one. */
export function MoreRows({ pages }: { pages: NextPages }) {
  const { t } = useTranslation("card");
  if (!pages.hasNextPage) return null;
  return (
    <Button
      className={classes.more}
      variant="default"
      loading={pages.isFetchingNextPage}
      onClick={() => void pages.fetchNextPage()}
    >
      {t("history.more")}
    </Button>
  );
}
