import { useTranslation } from "react-i18next";
import { BackIcon, CrossIcon, OnIcon } from "../frame/icons.tsx";
import { DownloadIcon } from "../frame/more-icons.tsx";
import { useModal } from "../frame/sheet.tsx";
import { type FileOf, fileAt, previewAt } from "./file-address.ts";
import classes from "./files.module.css";

/** A picture on the whole screen, with the way to the next and to the original. */
export function Viewer(props: { images: readonly FileOf[]; at: number; onShow: (at: number | undefined) => void }) {
  const { images, at, onShow } = props;
  const { t } = useTranslation();
  const dialog = useModal();
  const file = images[at];
  const step = (by: number) => onShow((at + by + images.length) % images.length);
  const towards = document.dir === "rtl" ? -1 : 1;
  if (!file) return null;
  return (
    <dialog
      ref={dialog}
      className={classes.viewer}
      aria-label={file.name}
      onCancel={(event) => {
        event.preventDefault();
        onShow(undefined);
      }}
      onKeyDown={(event) => {
        if (event.key === "ArrowRight") step(towards);
        if (event.key === "ArrowLeft") step(-towards);
      }}
    >
      <header>
        <button type="button" aria-label={t("action.close")} onClick={() => onShow(undefined)}>
          <CrossIcon />
        </button>
        <bdi>{file.name}</bdi>
        <a href={fileAt(file.id)} download={file.name} aria-label={t("action.download")}>
          <DownloadIcon />
        </a>
      </header>
      <img src={previewAt(file.id, 1600)} alt={file.name} />
      {images.length > 1 && (
        <footer>
          <button type="button" aria-label={t("action.previous")} onClick={() => step(-1)}>
            <BackIcon className="mirrored" />
          </button>
          <span>
            {at + 1} / {images.length}
          </span>
          <button type="button" aria-label={t("action.next")} onClick={() => step(1)}>
            <OnIcon className="mirrored" />
          </button>
        </footer>
      )}
    </dialog>
  );
}
