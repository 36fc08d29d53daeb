import { Button, CloseButton } from "@mantine/core";
import { FileIcon } from "@radix-ui/react-icons";
import type { ReactNode } from "react";
import { useEffect, useEffectEvent } from "react";
import { useTranslation } from "react-i18next";
import { FileDrop, UploadList, useFilePicker } from "../../../kit/file-drop.tsx";
import { formatSize } from "../../../kit/format.ts";
import { PaperclipIcon } from "../../../kit/icons.tsx";
import { type Uploads, useUpload } from "../../../kit/upload.ts";
import type { Draft } from "./draft.ts";
import classes from "./new-ticket.module.css";

/** Files of the ticket: those that have arrived belong to the draft, so that a reload does not lose them. */
export function useDraftFiles(draft: Draft, set: (draft: Draft) => void): Uploads {
  const uploads = useUpload({ already: draft.files.length });
  const done = uploads.list.filter(({ state, id }) => state === "done" && id !== undefined);
  const take = useEffectEvent(() => {
    const fresh = done.flatMap(({ id, name, size }) => (id === undefined ? [] : [{ id, name, size }]));
    set({ ...draft, files: [...draft.files, ...fresh] });
    for (const { key } of done) uploads.remove(key);
  });
  useEffect(() => {
    if (done.length > 0) take();
  }, [done.length]);
  return uploads;
}

/** Takes files dropped anywhere on the form. */
export function FilesArea({ uploads, children }: { uploads: Uploads; children: ReactNode }) {
  return <FileDrop uploads={uploads}>{children}</FileDrop>;
}

export function Files({ draft, set, uploads }: { draft: Draft; set: (draft: Draft) => void; uploads: Uploads }) {
  const { t } = useTranslation(["newTicket", "common"]);
  const pick = useFilePicker(uploads);
  return (
    <div className={classes.files}>
      {draft.files.length > 0 && (
        <ul className={classes.fileList} aria-label={t("common:upload.files")}>
          {draft.files.map(({ id, name, size }) => (
            <li key={id}>
              <FileIcon />
              <bdi className={classes.fileName} title={name}>
                {name}
              </bdi>
              <span className={classes.soft}>{formatSize(size)}</span>
              <CloseButton
                size={26}
                aria-label={t("remove", { name })}
                onClick={() => set({ ...draft, files: draft.files.filter((file) => file.id !== id) })}
              />
            </li>
          ))}
        </ul>
      )}
      <UploadList uploads={uploads} />
      <Button variant="default" leftSection={<PaperclipIcon />} onClick={pick.open}>
        {t("common:upload.attach")}
      </Button>
      {pick.input}
    </div>
  );
}
