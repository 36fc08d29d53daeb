import { type DragEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Uploads } from "../../kit/upload.ts";
import classes from "./attach.module.css";

const holdsFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");

/** Takes files that are dropped or pasted on its children: an addition for the mouse. */
export function Drop({ uploads, children }: { uploads: Uploads; children: ReactNode }) {
  const { t } = useTranslation();
  const [over, setOver] = useState(0);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the same is done with the buttons and the keyboard
    <div
      className={classes.drop}
      data-over={over > 0}
      data-label={t("upload.drop")}
      onDragEnter={(event) => holdsFiles(event) && setOver((depth) => depth + 1)}
      onDragLeave={(event) => holdsFiles(event) && setOver((depth) => Math.max(0, depth - 1))}
      onDragOver={(event) => holdsFiles(event) && event.preventDefault()}
      onDrop={(event) => {
        setOver(0);
        if (!holdsFiles(event)) return;
        event.preventDefault();
        uploads.add(event.dataTransfer.files);
      }}
      onPaste={(event) => {
        if (event.clipboardData.files.length === 0) return;
        event.preventDefault();
        uploads.add(event.clipboardData.files);
      }}
    >
      {children}
    </div>
  );
}
