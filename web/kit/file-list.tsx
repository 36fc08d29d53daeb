import { ActionIcon, Group, Modal } from "@mantine/core";
import {
  ChevronLeftIcon,
  ChevronRightIcon,
  Cross2Icon,
  DownloadIcon,
  FileIcon,
  ImageIcon,
} from "@radix-ui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Answer, addressOf } from "./api.ts";
import classes from "./file.module.css";
import { formatSize } from "./format.ts";

export type FileOf = Answer<"listDocuments">["items"][number];

const fileAt = (id: string) => addressOf("getFile", { params: { id } });
const previewAt = (id: string, width: number) => addressOf("getPreview", { params: { id }, query: { width } });

/** Files by name, with size; pictures open in place. `onRemove` shows the cross where the person may. */
export function FileList({ files, onRemove }: { files: readonly FileOf[]; onRemove?: (file: FileOf) => void }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<string>();
  if (files.length === 0) return null;
  return (
    <>
      <ul className={classes.list}>
        {files.map((file) => (
          <li key={file.id} className={classes.row}>
            {file.image ? <ImageIcon /> : <FileIcon />}
            <a
              className={classes.name}
              href={fileAt(file.id)}
              title={file.name}
              download={file.name}
              onClick={(event) => {
                if (!file.image || event.metaKey || event.ctrlKey) return;
                event.preventDefault();
                setShown(file.id);
              }}
            >
              <bdi>{file.name}</bdi>
            </a>
            <span className={classes.size}>{formatSize(file.size)}</span>
            <span className={classes.grow} />
            {onRemove && (
              <ActionIcon aria-label={`${t("action.remove")}: ${file.name}`} size={24} onClick={() => onRemove(file)}>
                <Cross2Icon />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      <ImagePreview files={files} shown={shown} onShow={setShown} />
    </>
  );
}

/** What came with a message: pictures to see, the rest by name. */
export function MessageFiles({ files }: { files: readonly FileOf[] }) {
  const [shown, setShown] = useState<string>();
  const images = files.filter(({ image }) => image);
  return (
    <>
      {images.length > 0 && (
        <div className={classes.pictures}>
          {images.map((file) => (
            <button key={file.id} type="button" className={classes.picture} onClick={() => setShown(file.id)}>
              <img src={previewAt(file.id, 480)} alt={file.name} loading="lazy" height={112} />
            </button>
          ))}
        </div>
      )}
      <FileList files={files.filter(({ image }) => !image)} />
      <ImagePreview files={images} shown={shown} onShow={setShown} />
    </>
  );
}

/** One picture large, with the way to the next and to the original. */
export function ImagePreview(props: {
  files: readonly FileOf[];
  shown: string | undefined;
  onShow: (id: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const images = props.files.filter(({ image }) => image);
  const at = images.findIndex(({ id }) => id === props.shown);
  const file = images[at];
  const step = (by: number) => props.onShow(images[(at + by + images.length) % images.length]?.id);
  return (
    <Modal
      opened={file !== undefined}
      onClose={() => props.onShow(undefined)}
      size="xl"
      title={file?.name}
      closeButtonProps={{ "aria-label": t("action.close") }}
      onKeyDown={(event) => {
        if (event.key === "ArrowRight") step(1);
        if (event.key === "ArrowLeft") step(-1);
      }}
    >
      {file && (
        <>
          <div className={classes.whole}>
            <img src={previewAt(file.id, 1600)} alt={file.name} />
          </div>
          <Group justify="space-between" mt="sm">
            <Group gap="xs">
              {images.length > 1 && (
                <>
                  <ActionIcon aria-label={t("action.previous")} onClick={() => step(-1)}>
                    <ChevronLeftIcon />
                  </ActionIcon>
                  <span>
                    {at + 1} / {images.length}
                  </span>
                  <ActionIcon aria-label={t("action.next")} onClick={() => step(1)}>
                    <ChevronRightIcon />
                  </ActionIcon>
                </>
              )}
            </Group>
            <ActionIcon component="a" href={fileAt(file.id)} download={file.name} aria-label={t("action.download")}>
              <DownloadIcon />
            </ActionIcon>
          </Group>
        </>
      )}
    </Modal>
  );
}
