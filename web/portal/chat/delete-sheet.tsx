import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Sheet } from "../frame/sheet.tsx";

/** Asks before a message is taken back: nobody can bring it again. */
export function DeleteSheet({ onClose, onDelete }: { onClose: () => void; onDelete: () => void }) {
  const { t } = useTranslation(["portal", "common"]);
  return (
    <Sheet title={t("chat.delete")} onClose={onClose}>
      <Button
        size="lg"
        color="red.8"
        onClick={() => {
          onDelete();
          onClose();
        }}
      >
        {t("common:action.delete")}
      </Button>
      <Button size="lg" variant="default" onClick={onClose}>
        {t("common:action.cancel")}
      </Button>
    </Sheet>
  );
}
