import { useState } from "react";
import { formatSize } from "../../kit/format.ts";
import { DownloadIcon, FileIcon } from "../frame/more-icons.tsx";
import { type FileOf, fileAt, previewAt } from "./file-address.ts";
import classes from "./files.module.css";
import { Viewer } from "./viewer.tsx";

/** What came with a message: pictures to see, the rest by name. */
export function Files({ files }: { files: readonly FileOf[] }) {
  const [shown, setShown] = useState<number>();
  const images = files.filter(({ image }) => image);
  if (files.length === 0) return null;
  return (
    <div className={classes.files}>
      {images.length > 0 && (
        <div className={classes.pictures} data-count={Math.min(images.length, 3)}>
          {images.map((file, at) => (
            <button key={file.id} type="button" aria-label={file.name} onClick={() => setShown(at)}>
              <img src={previewAt(file.id, 480)} alt="" loading="lazy" width={240} height={180} />
            </button>
          ))}
        </div>
      )}
      {files
        .filter(({ image }) => !image)
        .map((file) => (
          <a key={file.id} className={classes.file} href={fileAt(file.id)} download={file.name}>
            <span className={classes.icon}>
              <FileIcon />
            </span>
            <span className={classes.name}>
              <bdi>{file.name}</bdi>
              <small>{formatSize(file.size)}</small>
            </span>
            <DownloadIcon />
          </a>
        ))}
      {shown !== undefined && <Viewer images={images} at={shown} onShow={setShown} />}
    </div>
  );
}
