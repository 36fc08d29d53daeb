import { ActionIcon, Button, Textarea } from "@mantine/core";
import { useMergedRef } from "@mantine/hooks";
import { type ReactNode, type Ref, useEffect, useEffectEvent, useImperativeHandle, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./composer.module.css";
import { connection } from "./connection.ts";
import { useDraft } from "./draft.ts";
import { FileDrop, UploadList, useFilePicker } from "./file-drop.tsx";
import { PaperclipIcon } from "./icons.tsx";
import { newKey } from "./key.ts";
import { isUnreached } from "./problem.ts";
import { RefusalList } from "./refusal-list.tsx";
import { sendKeys } from "./shortcut-keys.ts";
import { useUpload } from "./upload.ts";

/** What another piece of the screen may do with the field. */
export type ComposerHandle = {
  isEmpty: () => boolean;
  /** Puts words and files back, before what stands there, and takes the focus. */
  restore: (text: string, files: readonly { id: string; name: string; size: number; image: boolean }[]) => void;
};

/** What is sent. `idempotencyKey` goes into the call: the same when it is sent again after a lost connection. */
export type Composed = { text: string; files: string[]; idempotencyKey: string };

const isText = (kept: unknown): kept is string => typeof kept === "string";

/**
 * Where people write: keeps its draft, takes files, sends by Ctrl+Enter, and when the connection is lost sends by
 * itself as soon as it is back. `onSend` throws what the server refuses; it is shown and nothing is lost.
 */
export function Composer(props: {
  /** What the draft is about: `ticket/<id>/message`. */
  draftKey: string;
  label: string;
  placeholder?: string;
  onSend: (composed: Composed) => Promise<unknown>;
  sendLabel?: string;
  /** Another button, which sends too and does more. */
  second?: { label: string; onSend: (composed: Composed) => Promise<unknown> } | undefined;
  /** Without files. */
  plain?: boolean;
  /** Something is to be sent even without words. */
  mayBeEmpty?: boolean;
  /** How many files one message may have; 15 when left out. */
  mostFiles?: number;
  /** A note among employees has another ground, so that nobody writes it to a client by mistake. */
  tone?: "note";
  /** Above the words. */
  head?: ReactNode;
  /** By which way it goes: the same words by another way are another thing. */
  way?: string | undefined;
  /** It cannot be sent as it is; what is written stays. */
  stopped?: boolean;
  /** Between the clip and the send button, for example "important". */
  extra?: ReactNode;
  onTyping?: () => void;
  autoFocus?: boolean;
  textRef?: Ref<HTMLTextAreaElement>;
  handle?: Ref<ComposerHandle>;
}) {
  const { t } = useTranslation();
  const draft = useDraft(props.draftKey, "", isText);
  const uploads = useUpload(props.mostFiles === undefined ? {} : { most: props.mostFiles });
  const pick = useFilePicker(uploads);
  const [state, setState] = useState<"idle" | "sending" | "waiting">("idle");
  const [error, setError] = useState<unknown>();
  // One key for one thing that is sent, however often it is tried; a changed text is another thing.
  const act = useRef({ key: newKey(), of: "" });
  const composed = JSON.stringify([props.draftKey, draft.value, uploads.ids, props.way ?? ""]);
  const isEmpty = !props.mayBeEmpty && draft.value.trim() === "" && uploads.ids.length === 0;
  const cannot = isEmpty || props.stopped === true || uploads.busy || state === "sending";

  const area = useRef<HTMLTextAreaElement>(null);
  const textRef = useMergedRef(area, props.textRef);
  useImperativeHandle(props.handle, () => ({
    isEmpty: () => draft.value === "" && uploads.list.length === 0,
    restore: (text, files) => {
      draft.set([text, draft.value].filter(Boolean).join("\n\n"));
      uploads.put(files);
      area.current?.focus();
    },
  }));

  // Which of the two ways is under way: a lost connection must not turn one into the other.
  const way = useRef(props.onSend);

  const send = useEffectEvent(async (onSend: typeof props.onSend) => {
    if (cannot) return;
    way.current = onSend;
    if (act.current.of !== composed) act.current = { key: newKey(), of: composed };
    setState("sending");
    setError(undefined);
    try {
      await onSend({ text: draft.value.trim(), files: [...uploads.ids], idempotencyKey: act.current.key });
      draft.clear();
      uploads.clear();
      setState("idle");
    } catch (fault) {
      setState(isUnreached(fault) ? "waiting" : "idle");
      if (!isUnreached(fault)) setError(fault);
    }
  });

  useEffect(() => {
    if (state !== "waiting") return;
    return connection.follow(() => {
      if (connection.get() === "online") void send(way.current);
    });
  }, [state]);

  const hint = state === "waiting" ? t("composer.waiting") : draft.restored ? t("composer.restored") : "";
  const form = (
    <form
      className={classes.composer}
      data-tone={props.tone}
      onSubmit={(event) => {
        event.preventDefault();
        void send(props.onSend);
      }}
    >
      {props.head}
      <Textarea
        className={classes.text}
        aria-label={props.label}
        placeholder={props.placeholder ?? props.label}
        value={draft.value}
        ref={textRef}
        autosize
        minRows={2}
        maxRows={14}
        maxLength={50_000}
        variant="unstyled"
        data-autofocus={props.autoFocus}
        autoFocus={props.autoFocus ?? false}
        onChange={(event) => {
          draft.set(event.currentTarget.value);
          props.onTyping?.();
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void send(props.onSend);
        }}
      />
      {!props.plain && (
        <div className={classes.files}>
          <UploadList uploads={uploads} />
        </div>
      )}
      <RefusalList error={error} />
      <div className={classes.foot}>
        {!props.plain && (
          <ActionIcon aria-label={t("upload.attach")} onClick={pick.open}>
            <PaperclipIcon />
          </ActionIcon>
        )}
        {!props.plain && pick.input}
        {props.extra}
        <output className={classes.hint}>{hint}</output>
        {props.second && (
          <Button variant="default" disabled={cannot} onClick={() => props.second && void send(props.second.onSend)}>
            {props.second.label}
          </Button>
        )}
        <Button type="submit" disabled={cannot} loading={state === "sending"} title={sendKeys()}>
          {props.sendLabel ?? t("action.send")}
        </Button>
      </div>
    </form>
  );
  return props.plain ? form : <FileDrop uploads={uploads}>{form}</FileDrop>;
}
