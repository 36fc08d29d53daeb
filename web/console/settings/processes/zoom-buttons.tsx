import { ActionIcon } from "@mantine/core";
import { EnterFullScreenIcon, ZoomInIcon, ZoomOutIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";

type Zoomed = { zoomIn: () => unknown; zoomOut: () => unknown };

/** Above the graph: within it they would lie on what is drawn. `onFit` brings all of it into view. */
export function ZoomButtons({ flow, onFit }: { flow: Zoomed | undefined; onFit: () => void }) {
  const { t } = useTranslation("processUi");
  return (
    <ActionIcon.Group>
      <ActionIcon variant="default" size={34} aria-label={t("graph.zoomOut")} onClick={() => void flow?.zoomOut()}>
        <ZoomOutIcon />
      </ActionIcon>
      <ActionIcon variant="default" size={34} aria-label={t("graph.zoomIn")} onClick={() => void flow?.zoomIn()}>
        <ZoomInIcon />
      </ActionIcon>
      <ActionIcon variant="default" size={34} aria-label={t("graph.fit")} onClick={onFit}>
        <EnterFullScreenIcon />
      </ActionIcon>
    </ActionIcon.Group>
  );
}
