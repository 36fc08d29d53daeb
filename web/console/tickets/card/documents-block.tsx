import { ActionIcon, Tooltip } from "@mantine/core";
import { Cross2Icon, EyeClosedIcon, EyeOpenIcon, FileIcon, MagnifyingGlassIcon } from "@radix-ui/react-icons";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addressOf, call } from "../../../kit/api.ts";
import { DocumentViewer } from "../../../kit/document-viewer.tsx";
import { FileDrop, UploadList, useFilePicker } from "../../../kit/file-drop.tsx";
import { type FileOf, ImagePreview } from "../../../kit/file-list.tsx";
import { formatMoment, formatSize } from "../../../kit/format.ts";
import { PaperclipIcon } from "../../../kit/icons.tsx";
import { key } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { toast, useFaultToast } from "../../../kit/toast.tsx";
import { MOST_FILES, useUpload } from "../../../kit/upload.ts";
import { useBackCloses } from "../../sheets/use-back-closes.ts";
import { Block, Nothing } from "./block.tsx";
import { useCard } from "./card.ts";
import classes from "./documents.module.css";
import { useAttach } from "./use-attach.ts";

/**
 * Files on the card, for colleagues only: put on, previewed, downloaded, taken off [H-DOC-01…08]. `viewer`: each has a
 * green button under the thumb that shows it, whatever it is [H-EMP-24].
 */
export function DocumentsBlock({ viewer = false }: { viewer?: boolean }) {
  const { t } = useTranslation(["card", "common"]);
  const { ticket } = useCard();
  const documents = ticket.documents ?? [];
  const [shown, setShown] = useState<string>();
  const uploads = useUpload({ already: documents.length, most: MOST_FILES });
  const pick = useFilePicker(uploads);
  const error = useAttach(ticket.id, uploads);
  const takeOff = useTakeOff(ticket.id);
  const isEmpty = documents.length === 0 && uploads.list.length === 0;
  useBackCloses(viewer && shown !== undefined, () => setShown(undefined));
  const Viewer = viewer ? DocumentViewer : ImagePreview;
  const list = (
    <>
      {documents.length > 0 && (
        <ul className={classes.list}>
          {documents.map((file) => (
            <li key={file.id} className={classes.row}>
              <Thumbnail file={file} onShow={() => setShown(file.id)} />
              <span className={classes.text}>
                <a
                  className={classes.name}
                  href={addressOf("getFile", { params: { id: file.id } })}
                  download={file.name}
                >
                  <bdi>{file.name}</bdi>
                </a>
                <span className={classes.detail}>
                  {[formatSize(file.size), file.by?.name, formatMoment(file.at)].filter(Boolean).join(" · ")}
                </span>
              </span>
              {viewer && (
                <ActionIcon
                  variant="light"
                  color="green"
                  aria-label={t("documents.view", { name: file.name })}
                  onClick={() => setShown(file.id)}
                >
                  <MagnifyingGlassIcon />
                </ActionIcon>
              )}
              <Sight id={ticket.id} file={file} may={ticket.can.detach === true} />
              {ticket.can.detach && (
                <ActionIcon
                  size={24}
                  aria-label={`${t("common:action.remove")}: ${file.name}`}
                  onClick={() => void takeOff(file)}
                >
                  <Cross2Icon />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
      )}
      <UploadList uploads={uploads} />
      <RefusalList error={error} />
      {ticket.can.attach && (
        <button type="button" className={classes.zone} onClick={pick.open}>
          <PaperclipIcon />
          {t(viewer ? "documents.attachOne" : "documents.attach")}
        </button>
      )}
      {documents.length >= MOST_FILES && <Nothing>{t("common:upload.too-many", { count: MOST_FILES })}</Nothing>}
      {isEmpty && !ticket.can.attach && <Nothing>{t("documents.none")}</Nothing>}
      {pick.input}
      <Viewer files={documents} shown={shown} onShow={setShown} />
    </>
  );
  return (
    <Block title={t("documents.title")}>
      {ticket.can.attach ? <FileDrop uploads={uploads}>{list}</FileDrop> : list}
    </Block>
  );
}

function Thumbnail({ file, onShow }: { file: FileOf; onShow: () => void }) {
  const { t } = useTranslation("card");
  const [broken, setBroken] = useState(false);
  if (!file.image || broken) {
    return (
      <span className={classes.thumb} aria-hidden>
        <FileIcon />
      </span>
    );
  }
  return (
    <button
      type="button"
      className={classes.thumb}
      onClick={onShow}
      aria-label={t("documents.show", { name: file.name })}
    >
      <img
        src={addressOf("getPreview", { params: { id: file.id }, query: { width: 96 } })}
        alt=""
        loading="lazy"
        onError={() => setBroken(true)}
      />
    </button>
  );
}

/** Whether the client sees it too: documents are for colleagues until somebody shows them [O-FILE-02]. */
function Sight({ id, file, may }: { id: string; file: FileOf; may: boolean }) {
  const { t } = useTranslation("card");
  const client = useQueryClient();
  const fault = useFaultToast();
  const shown = file.public === true;
  if (!may && !shown) return null;
  const label = t(shown ? "documents.shown" : "documents.hidden");
  const mark = () =>
    call("markDocument", { params: { id, fileId: file.id }, body: { public: !shown } }).then(() => {
      toast(t(shown ? "documents.nowHidden" : "documents.nowShown", { name: file.name }));
      return client.invalidateQueries({ queryKey: key("getTicket") });
    }, fault);
  return (
    <Tooltip label={label}>
      <ActionIcon
        size={24}
        aria-label={`${label}: ${file.name}`}
        aria-pressed={shown}
        disabled={!may}
        color={shown ? "indigo" : "gray"}
        onClick={() => void mark()}
      >
        {shown ? <EyeOpenIcon /> : <EyeClosedIcon />}
      </ActionIcon>
    </Tooltip>
  );
}

/** Puts a document on the card again, as visible as it was. */
async function putBack(id: string, file: FileOf): Promise<void> {
  await call("attachDocuments", { params: { id }, body: { files: [file.id] } });
  if (file.public) await call("markDocument", { params: { id, fileId: file.id }, body: { public: true } });
}

/** Takes a document off at once; the file stays with the server, so that it can be put back. */
function useTakeOff(id: string): (file: FileOf) => Promise<void> {
  const { t } = useTranslation("card");
  const client = useQueryClient();
  const fault = useFaultToast();
  const refresh = () => {
    void client.invalidateQueries({ queryKey: key("getTicket") });
    void client.invalidateQueries({ queryKey: key("listEvents") });
  };
  return async (file) => {
    try {
      await call("detachDocument", { params: { id, fileId: file.id } });
      toast(t("documents.removed", { name: file.name }), {
        undo: () => putBack(id, file).then(refresh, fault),
      });
    } catch (error) {
      fault(error);
    }
    refresh();
  };
}
