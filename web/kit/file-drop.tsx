import { ActionIcon } from "@mantine/core";
import { Cross2Icon, FileIcon, ImageIcon, PauseIcon, PlayIcon, ReloadIcon } from "@radix-ui/react-icons";
import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./file.module.css";
import { formatSize } from "./format.ts";
import type { Upload, Uploads } from "./upload.ts";

/** Takes files that are dropped or pasted anywhere on its children. */
export function FileDrop({ uploads, children }: { uploads: Uploads; children: ReactNode }) {
  const { t } = useTranslation();
  const [over, setOver] = useState(0);
  const holdsFiles = (event: React.DragEvent) => event.dataTransfer.types.includes("Files");
  return (
    // Dragging is an addition for the mouse: the same is done with the button and the keyboard.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      className={over > 0 ? `${classes.drop} ${classes.over}` : classes.drop}
      data-label={t("upload.drop")}
      onDragEnter={(event) => holdsFiles(event) && setOver((depth) => depth + 1)}
      onDragLeave={(event) => holdsFiles(event) && setOver((depth) => depth - 1)}
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

/** A hidden file input and what opens it: `const pick = useFilePicker(uploads)`, `{pick.input}`, `onClick={pick.open}`. */
export function useFilePicker(uploads: Uploads, accept?: string): { input: ReactNode; open: () => void } {
  const input = useRef<HTMLInputElement>(null);
  const { t } = useTranslation();
  return {
    open: () => input.current?.click(),
    input: (
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={accept}
        aria-label={t("upload.attach")}
        onChange={(event) => {
          uploads.add(event.currentTarget.files ?? []);
          // The same file may be chosen again after it was taken off.
          event.currentTarget.value = "";
        }}
      />
    ),
  };
}

/** The files on their way: progress, pause, go on, take off. */
export function UploadList({ uploads }: { uploads: Uploads }) {
  const { t } = useTranslation();
  if (uploads.list.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={t("upload.files")}>
      {uploads.list.map((upload) => (
        <UploadRow key={upload.key} upload={upload} uploads={uploads} />
      ))}
    </ul>
  );
}

function UploadRow({ upload, uploads }: { upload: Upload; uploads: Uploads }) {
  const { t } = useTranslation();
  const { key, name, state, problem } = upload;
  const mayRetry = state === "failed" && (problem === "unreachable" || problem === "refused");
  const button = (label: string, icon: ReactNode, run: (key: string) => void) => (
    <ActionIcon aria-label={`${label}: ${name}`} size={24} onClick={() => run(key)}>
      {icon}
    </ActionIcon>
  );
  return (
    <li className={classes.row}>
      {upload.image ? <ImageIcon /> : <FileIcon />}
      <bdi className={classes.name} title={name}>
        {name}
      </bdi>
      {problem ? (
        <span className={classes.problem} role="alert">
          {t(`upload.${problem}`, { count: uploads.most })}
        </span>
      ) : (
        <span className={classes.size}>{formatSize(upload.size)}</span>
      )}
      <span className={classes.grow} />
      {(state === "going" || state === "paused") && (
        <div
          className={classes.progress}
          role="progressbar"
          aria-label={name}
          aria-valuenow={Math.round(upload.progress * 100)}
        >
          <div style={{ width: `${upload.progress * 100}%` }} />
        </div>
      )}
      {state === "going" && button(t("upload.pause"), <PauseIcon />, uploads.pause)}
      {state === "paused" && button(t("upload.resume"), <PlayIcon />, uploads.resume)}
      {mayRetry && button(t("action.again"), <ReloadIcon />, uploads.resume)}
      {button(t("action.remove"), <Cross2Icon />, uploads.remove)}
    </li>
  );
}
