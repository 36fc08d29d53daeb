import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { checkProcess, type Fault } from "../../../../core/process/check.ts";
import { lockedFaults } from "../../../../core/process/locked.ts";
import type { Process } from "../../../../core/process/process.ts";
import { type Answer, send } from "../../../kit/api.ts";
import { key as keyOf, useAct, useRoute } from "../../../kit/query.ts";
import { type Editor, useEditor } from "../frame/use-editor.ts";

export type ProcessView = Answer<"getProcess">;
/** What is open beside the graph, and in the form. */
export type Selected =
  | { kind: "status"; key: string }
  | { kind: "move"; index: number }
  | { kind: "on"; index: number };
export type ProcessEditor = {
  process: Process;
  view: ProcessView;
  /** Takes the next process, and keeps the one before for undoing. */
  change: (next: Process) => void;
  undo: (() => void) | undefined;
  redo: (() => void) | undefined;
  faults: readonly Fault[];
  /** Faults of a place and of what lies beneath it. */
  faultsAt: (place: string) => readonly Fault[];
  selected: Selected | undefined;
  select: (selected: Selected | undefined) => void;
  editor: Editor<Process>;
};

export const STALE = ["getProcess", "listProcesses", "listProcessDrafts", "listProcessVersions"] as const;

/** Letters that follow each other within so long are typed in one go, ms. */
const TYPING_MS = 1_500;
/** Parts that a process may lack: what is not in the next one must be taken away. */
const OPTIONAL = {
  startWith: undefined,
  responsible: undefined,
  approval: undefined,
  layout: undefined,
  stages: undefined,
  handovers: undefined,
  startChoices: undefined,
  lease: undefined,
};
const definitionOf = ({ draft, published }: ProcessView): Process => {
  const definition = draft?.definition ?? published?.definition;
  if (!definition) throw new Error("A process has a draft or is published");
  return definition;
};

/** The process that is being edited: checked with each change, undone step by step, saved as the draft. */
export function useProcessEditor(view: ProcessView): ProcessEditor {
  const { key } = view;
  const client = useQueryClient();
  const save = useAct("saveProcessDraft", { stale: STALE });
  const [selected, select] = useState<Selected>();
  const past = useRef<Process[]>([]);
  const future = useRef<Process[]>([]);
  const typed = useRef<{ field: Element; at: number }>(undefined);
  const fields = useRoute("listFields", {}).data?.items;
  const editor = useEditor<Process, unknown>({
    saved: definitionOf(view),
    guard: {
      version: view.version,
      reload: async () => {
        const now = await send("getProcess", { params: { key } });
        client.setQueryData(keyOf("getProcess", { params: { key } }), now);
        return { saved: definitionOf(now), version: now.version };
      },
    },
    save: (definition, _changed, ifMatch) => save.mutateAsync({ params: { key }, body: { definition }, ifMatch }),
  });
  const process = editor.value;
  const put = (next: Process) => editor.set({ ...OPTIONAL, ...next });
  const step = (from: Process[], to: Process[]) => {
    const next = from.pop();
    if (!next) return;
    to.push(process);
    put(next);
  };
  const { isDirty } = editor;
  const faults = useMemo(() => {
    if (!isDirty) return view.faults.map((fault) => fault as Fault);
    const own = (fields ?? []).filter(({ custom, active }) => custom && active);
    const known = fields ? { fields: new Set(own.map((field) => field.key.replace(/^custom\./, ""))) } : {};
    const locked = view.published ? lockedFaults(view.published.definition, process) : [];
    return [...checkProcess(process, known), ...locked];
  }, [process, isDirty, fields, view]);
  return {
    process,
    view,
    change: (next) => {
      // What is typed into one field is taken back as one.
      const field = document.activeElement;
      const now = Date.now();
      const goesOn = typed.current?.field === field && now - typed.current.at < TYPING_MS;
      typed.current = field?.matches("input:not([role]), textarea") ? { field, at: now } : undefined;
      if (!goesOn) past.current.push(process);
      future.current = [];
      put(next);
    },
    undo: past.current.length > 0 ? () => step(past.current, future.current) : undefined,
    redo: future.current.length > 0 ? () => step(future.current, past.current) : undefined,
    faults,
    faultsAt: (place) =>
      faults.filter(({ at }) => at === place || at.startsWith(`${place}.`) || at.startsWith(`${place}[`)),
    selected,
    select,
    editor,
  };
}
