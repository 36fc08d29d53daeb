import { Button, Modal } from "@mantine/core";
import { DownloadIcon } from "@radix-ui/react-icons";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { addressOf } from "./api.ts";
import { ErrorState } from "./error-state.tsx";
import classes from "./file.module.css";
import { type FileOf, ImagePreview } from "./file-list.tsx";
import { formatSize } from "./format.ts";
import { SkeletonRows } from "./skeleton-rows.tsx";

/** So much of a text is read, bytes: who wants all of it saves the file. */
const MOST = 200_000;
const isText = (type: string): boolean => type.startsWith("text/") || type === "application/json";

/** Any document seen at once: a picture large, a text as it is; what can only be opened by the device is offered to it. */
export function DocumentViewer(props: {
  files: readonly FileOf[];
  shown: string | undefined;
  onShow: (id: string | undefined) => void;
}) {
  const { t } = useTranslation(["phoneCard", "common"]);
  const file = props.files.find(({ id }) => id === props.shown);
  if (file === undefined || file.image) return <ImagePreview {...props} />;
  return (
    <Modal
      opened
      fullScreen
      onClose={() => props.onShow(undefined)}
      title={file.name}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
    >
      <div className={classes.paper}>
        {isText(file.type) ? <Text file={file} /> : <p>{t("noView")}</p>}
        <Button
          component="a"
          size="md"
          leftSection={<DownloadIcon />}
          href={addressOf("getFile", { params: { id: file.id } })}
          download={file.name}
        >
          {`${t("save")} · ${formatSize(file.size)}`}
        </Button>
      </div>
    </Modal>
  );
}

function Text({ file }: { file: FileOf }) {
  const { t } = useTranslation("phoneCard");
  const { data, error, refetch } = useQuery({
    queryKey: ["text of file", file.id],
    queryFn: async ({ signal }) => {
      const answer = await fetch(addressOf("getFile", { params: { id: file.id } }), {
        headers: { range: `bytes=0-${MOST - 1}` },
        signal,
      });
      if (!answer.ok) throw new Error(`The file answered ${answer.status}`);
      return answer.text();
    },
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <SkeletonRows rows={8} />;
  return (
    <>
      <pre className={classes.plain} dir="auto">
        {data}
      </pre>
      {file.size > MOST && <p>{t("tooLong")}</p>}
    </>
  );
}
