import { ActionIcon, Input } from "@mantine/core";
import { Cross2Icon, FileIcon } from "@radix-ui/react-icons";
import { useEffect, useId } from "react";
import { useTranslation } from "react-i18next";
import { FileText, fileIn } from "../../../kit/field-value.tsx";
import { FileDrop, UploadList, useFilePicker } from "../../../kit/file-drop.tsx";
import { formatSize } from "../../../kit/format.ts";
import { PaperclipIcon } from "../../../kit/icons.tsx";
import { useUpload } from "../../../kit/upload.ts";
import documents from "./documents.module.css";
import classes from "./special-field.module.css";

type Props = {
  label: string;
  hint?: string | undefined;
  required: boolean;
  value: unknown;
  error: string | undefined;
  onChange: (value: { id: string; name: string; size: number } | null) => void;
};

/** One file, brought up as documents are: with progress, and going on after a lost connection. */
export function FileField({ label, hint, required, value, error, onChange }: Props) {
  const { t } = useTranslation(["card", "common"]);
  const labelId = useId();
  const file = fileIn(value);
  const uploads = useUpload({ most: 1 });
  const pick = useFilePicker(uploads);
  const done = uploads.list.find(({ state }) => state === "done");
  useEffect(() => {
    if (!done?.id) return;
    onChange({ id: done.id, name: done.name, size: done.size });
    uploads.clear();
  }, [done, onChange, uploads]);
  return (
    <Input.Wrapper
      label={label}
      description={hint}
      withAsterisk={required}
      error={error}
      labelElement="div"
      labelProps={{ id: labelId }}
    >
      <FileDrop uploads={uploads}>
        {file ? (
          <div className={classes.file}>
            <FileText value={file} icon={<FileIcon aria-hidden />} />
            {file.size > 0 && <span className={classes.size}>{formatSize(file.size)}</span>}
            <ActionIcon
              size={24}
              aria-label={`${t("common:action.remove")}: ${file.name}`}
              onClick={() => onChange(null)}
            >
              <Cross2Icon />
            </ActionIcon>
          </div>
        ) : (
          uploads.list.length === 0 && (
            <button
              type="button"
              className={documents.zone}
              data-invalid={error !== undefined || undefined}
              onClick={pick.open}
              aria-describedby={labelId}
            >
              <PaperclipIcon />
              {t("special.file")}
            </button>
          )
        )}
        <UploadList uploads={uploads} />
        {pick.input}
      </FileDrop>
    </Input.Wrapper>
  );
}
