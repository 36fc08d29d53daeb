import { useEffect } from "react";
import { useUpload } from "../../kit/upload.ts";
import { AttachButtons, Attached } from "./attach.tsx";
import classes from "./order.module.css";
import { isKeptFile, type KeptFile, useArrivals } from "./order-draft.ts";

/** How far the file of an answer is: on its way, or not arrived. */
export type FileState = "going" | "failed" | undefined;

/** One file as an answer: a photo is one tap; it goes on by itself after a lost connection. */
export function FileAnswer(props: {
  value: unknown;
  onChange: (value: KeptFile | undefined) => void;
  onState: (state: FileState) => void;
  input: object;
}) {
  const { value, onChange, onState } = props;
  const file = isKeptFile(value) ? value : undefined;
  const uploads = useUpload({ most: 1 });
  useArrivals(uploads, ([arrived]) => onChange(arrived));
  const isFailed = uploads.list.some(({ state }) => state === "failed");
  const state = uploads.busy ? "going" : isFailed ? "failed" : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once for each state, whoever hears it
  useEffect(() => onState(state), [state]);
  return (
    <div className={classes.fileAnswer}>
      <Attached files={file ? [file] : []} uploads={uploads} onRemove={() => onChange(undefined)} />
      {!file && uploads.list.length === 0 && <AttachButtons uploads={uploads} input={props.input} />}
    </div>
  );
}
