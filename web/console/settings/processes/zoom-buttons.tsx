import { ActionIcon } from "@mantine/core";
import { EnterFullScreenIcon, PlusIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";

type Zoomed = { zoomIn: () => unknown; zoomOut: () => unknown };

/**
 * Above the graph: within it they would lie on what is drawn. `onFit` brings all of it into view. The icons are those
 * that the first page has already: each further one of their package would come with it.
 */
export function ZoomButtons({ flow, onFit }: { flow: Zoomed | undefined; onFit: () => void }) {
  const { t } = useTranslation("processUi");
  return (
    <ActionIcon.Group>
      <ActionIcon variant="default" size={34} aria-label={t("graph.zoomOut")} onClick={() => void flow?.zoomOut()}>
        −
      </ActionIcon>
      <ActionIcon variant="default" size={34} aria-label={t("graph.zoomIn")} onClick={() => void flow?.zoomIn()}>
        <PlusIcon />
      </ActionIcon>
      <ActionIcon variant="default" size={34} aria-label={t("graph.fit")} onClick={onFit}>
        <EnterFullScreenIcon />
      </ActionIcon>
    </ActionIcon.Group>
  );
}
