import { useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDraft } from "../../kit/draft.ts";
import { key, useAct } from "../../kit/query.ts";
import { useFaultToast } from "../../kit/toast.tsx";
import { useUpload } from "../../kit/upload.ts";
import { CrossIcon, PencilIcon } from "../frame/icons.tsx";
import { CheckIcon, SendIcon } from "../frame/more-icons.tsx";
import { AttachButtons, Attached } from "../order/attach.tsx";
import { Drop } from "../order/drop.tsx";
import { EMPTY_TALK, isTalkDraft, type KeptFile, useArrivals } from "../order/order-draft.ts";
import type { Message } from "./bubble.tsx";
import classes from "./chat.module.css";
import { WRITER } from "./go-to-chat.ts";

/** Where a client writes: text, photos, files up to 40 MB. `edited`: a message of his that gets another text. */
export function Writer(props: {
  ticket: string;
  edited: Message | undefined;
  onEdited: () => void;
  onSend: (said: { text: string; files: KeptFile[] }) => void;
}) {
  const { t } = useTranslation(["portal", "common"]);
  const { edited, ticket } = props;
  const draft = useDraft(`ticket/${ticket}/message`, EMPTY_TALK, isTalkDraft);
  const { text, files } = draft.value;
  const uploads = useUpload({ already: files.length });
  useArrivals(uploads, (arrived) => draft.set({ text, files: [...files, ...arrived] }));
  const cannot = (text.trim() === "" && files.length === 0) || uploads.busy;
  const send = () => {
    if (cannot) return;
    props.onSend({ text: text.trim(), files });
    draft.clear();
    document.getElementById(WRITER)?.focus();
  };
  if (edited) return <Editor key={edited.id} message={edited} ticket={ticket} onDone={props.onEdited} />;
  return (
    <Drop uploads={uploads}>
      <form
        className={classes.writer}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Attached
          files={files}
          uploads={uploads}
          onRemove={(id) => draft.set({ text, files: files.filter((file) => file.id !== id) })}
        />
        <div className={classes.row}>
          <AttachButtons uploads={uploads} plain />
          <Growing
            label={t("chat.write")}
            value={text}
            onChange={(next) => draft.set({ text: next, files })}
            onEnter={send}
          />
          <button type="submit" className={classes.send} disabled={cannot} aria-label={t("common:action.send")}>
            <SendIcon className="mirrored" />
          </button>
        </div>
      </form>
    </Drop>
  );
}

/** Another text for a message, in the place of the field to write. */
function Editor({ message, ticket, onDone }: { message: Message; ticket: string; onDone: () => void }) {
  const { t } = useTranslation(["portal", "common"]);
  const client = useQueryClient();
  const sayFault = useFaultToast();
  const [text, setText] = useState(message.text);
  const edit = useAct("editMessage", {
    onSettled: () => client.invalidateQueries({ queryKey: key("listMessages") }),
    onError: sayFault,
  });
  useEffect(() => document.getElementById(WRITER)?.focus(), []);
  const cannot = edit.isPending || (text.trim() === "" && message.files.length === 0);
  const save = async () => {
    if (cannot) return;
    const ask = { params: { id: ticket, messageId: message.id }, body: { text: text.trim() } };
    // A refusal is told in a line; the text stays to be copied.
    const saved = await edit.mutateAsync(ask).catch(() => undefined);
    if (saved) onDone();
  };
  return (
    <form
      className={classes.writer}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className={classes.editing}>
        <PencilIcon />
        <span>{t("chat.editing")}</span>
        <button type="button" aria-label={t("common:action.cancel")} onClick={onDone}>
          <CrossIcon />
        </button>
      </div>
      <div className={classes.row}>
        <Growing
          label={t("chat.editing")}
          value={text}
          onChange={setText}
          onEnter={() => void save()}
          onEscape={onDone}
        />
        <button type="submit" className={classes.send} disabled={cannot} aria-label={t("common:action.save")}>
          <CheckIcon />
        </button>
      </div>
    </form>
  );
}

/** A field that grows with its text. Enter sends where there is a keyboard; a telephone has a button for that. */
function Growing(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onEnter: () => void;
  onEscape?: () => void;
}) {
  const area = useRef<HTMLTextAreaElement>(null);
  const { value } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew with each text
  useLayoutEffect(() => {
    const field = area.current;
    if (!field) return;
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight + 2, 160)}px`;
  }, [value]);
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Escape") props.onEscape?.();
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    const isAsked = event.ctrlKey || event.metaKey || matchMedia("(pointer: fine)").matches;
    if (!isAsked) return;
    event.preventDefault();
    props.onEnter();
  };
  return (
    <textarea
      id={WRITER}
      ref={area}
      rows={1}
      dir="auto"
      maxLength={50_000}
      aria-label={props.label}
      placeholder={props.label}
      value={value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      onKeyDown={keys}
    />
  );
}
