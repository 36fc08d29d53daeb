import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { addressOf } from "../../kit/api.ts";
import { formatSize } from "../../kit/format.ts";
import type { Upload, Uploads } from "../../kit/upload.ts";
import { CrossIcon } from "../frame/icons.tsx";
import { AgainIcon, CameraIcon, ClipIcon, FileIcon } from "../frame/more-icons.tsx";
import classes from "./attach.module.css";
import type { KeptFile } from "./order-draft.ts";

/** A photo is one tap: the camera where the device is held in the hand, any file everywhere. */
export function AttachButtons({ uploads, plain, input }: { uploads: Uploads; plain?: boolean; input?: object }) {
  const { t } = useTranslation("portal");
  return (
    <div className={plain ? classes.plain : classes.buttons}>
      <Pick uploads={uploads} camera label={t("attach.photo")} hidden={plain === true} input={input}>
        <CameraIcon />
      </Pick>
      <Pick uploads={uploads} label={t("attach.file")} hidden={plain === true} input={input}>
        <ClipIcon />
      </Pick>
    </div>
  );
}

function Pick(props: {
  uploads: Uploads;
  camera?: boolean;
  label: string;
  hidden: boolean;
  /** More of the input's own properties. */
  input: object | undefined;
  children: ReactNode;
}) {
  return (
    <label className={props.camera ? classes.camera : classes.pick} title={props.label}>
      {props.children}
      <span className={props.hidden ? "unseen" : undefined}>{props.label}</span>
      <input
        type="file"
        multiple={!props.camera && props.uploads.most > 1}
        {...props.input}
        {...(props.camera ? { accept: "image/*", capture: "environment" as const } : {})}
        onChange={(event) => {
          props.uploads.add(event.currentTarget.files ?? []);
          // The same file may be chosen again after it was taken off.
          event.currentTarget.value = "";
        }}
      />
    </label>
  );
}

/** What will go with the text: files that have arrived and those on their way. */
export function Attached({
  files,
  uploads,
  onRemove,
}: {
  files: readonly KeptFile[];
  uploads: Uploads;
  onRemove: (id: string) => void;
}) {
  const { t } = useTranslation();
  if (files.length + uploads.list.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={t("upload.files")}>
      {files.map((file) => (
        <li key={file.id} className={classes.file}>
          <Thumb
            image={file.image ? addressOf("getPreview", { params: { id: file.id }, query: { width: 120 } }) : ""}
          />
          <Name name={file.name} detail={formatSize(file.size)} />
          <Drop name={file.name} onClick={() => onRemove(file.id)} />
        </li>
      ))}
      {uploads.list.map((upload) => (
        <OnItsWay key={upload.key} upload={upload} uploads={uploads} />
      ))}
    </ul>
  );
}

function OnItsWay({ upload, uploads }: { upload: Upload; uploads: Uploads }) {
  const { t } = useTranslation();
  const { key, name, problem, progress, size } = upload;
  const mayRetry = problem === "unreachable" || problem === "refused";
  return (
    <li className={classes.file} data-failed={problem !== undefined}>
      <Thumb image="" />
      <Name name={name} detail={problem ? t(`upload.${problem}`) : formatSize(size)} alert={problem !== undefined} />
      {!problem && (
        <div
          className={classes.progress}
          role="progressbar"
          aria-label={name}
          aria-valuenow={Math.round(progress * 100)}
        >
          <div style={{ width: `${progress * 100}%` }} />
        </div>
      )}
      {mayRetry && (
        <button type="button" aria-label={`${t("action.again")}: ${name}`} onClick={() => uploads.resume(key)}>
          <AgainIcon />
        </button>
      )}
      <Drop name={name} onClick={() => uploads.remove(key)} />
    </li>
  );
}

const Thumb = ({ image }: { image: string }) => (
  <span className={classes.thumb}>{image ? <img src={image} alt="" /> : <FileIcon />}</span>
);

const Name = ({ name, detail, alert }: { name: string; detail: string; alert?: boolean }) => (
  <span className={classes.name}>
    <bdi>{name}</bdi>
    <small role={alert ? "alert" : undefined}>{detail}</small>
  </span>
);

function Drop({ name, onClick }: { name: string; onClick: () => void }) {
  const { t } = useTranslation();
  return (
    <button type="button" aria-label={`${t("action.remove")}: ${name}`} onClick={onClick}>
      <CrossIcon />
    </button>
  );
}
