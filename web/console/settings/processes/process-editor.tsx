import { ActionIcon, Button, SegmentedControl } from "@mantine/core";
import { ResetIcon } from "@radix-ui/react-icons";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { textOf } from "../../../kit/i18n.ts";
import { useAct } from "../../../kit/query.ts";
import { useShortcuts } from "../../../kit/shortcuts.ts";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import { EditorForm } from "../frame/editor-form.tsx";
import { Page, PageTabs } from "../frame/page.tsx";
import { Danger, Notice } from "../frame/section.tsx";
import { useAddress } from "../frame/use-address.ts";
import { FaultSummary } from "./fault-list.tsx";
import { FormView } from "./form-view.tsx";
import classes from "./process.module.css";
import { Publish } from "./publish.tsx";
import { RehearseProcess } from "./rehearse-process.tsx";
import { type ProcessView, STALE, useProcessEditor } from "./use-process-editor.ts";

// React Flow comes with the first graph that somebody looks at.
const GraphView = lazy(async () => ({ default: (await import("./graph-view.tsx")).GraphView }));

/** The pages of one process. */
export function ProcessTabs({ id }: { id: string }) {
  const { t } = useTranslation("processUi");
  const to = (page: string) => `/settings/processes/${id}${page}`;
  return (
    <PageTabs
      label={t("tabs")}
      tabs={[
        { to: to(""), name: t("tab.edit") },
        { to: to("/versions"), name: t("tab.versions") },
        { to: to("/tickets"), name: t("tab.tickets") },
      ]}
    />
  );
}

/** A process is edited as a form or as a graph, checked meanwhile, kept as a draft and published ([B-PROC-01]). */
export function ProcessCard({ view }: { view: ProcessView }) {
  const { t } = useTranslation(["processUi", "settings"]);
  const navigate = useNavigate();
  const address = useAddress();
  const [publishing, setPublishing] = useState(false);
  const of = useProcessEditor(view);
  const { editor, process, undo, redo } = of;
  const drop = useAct("deleteProcessDraft", { stale: STALE });
  const isGraph = address.get("as") === "graph";
  useShortcuts([
    { keys: "mod+z", label: t("undo"), group: t("settings:keys"), run: () => undo?.() },
    { keys: "mod+shift+z", label: t("redo"), group: t("settings:keys"), run: () => redo?.() },
  ]);
  const isDraft = view.draft !== null || editor.isDirty;
  return (
    <Page
      wide
      title={textOf(process.name) || view.key}
      about={view.published ? t("inForce", { version: view.published.version }) : t("notInForce")}
      back={{ to: "/settings/processes", label: t("settings:page.processes.title") }}
      actions={
        <>
          <SegmentedControl
            aria-label={t("as.label")}
            value={isGraph ? "graph" : "form"}
            data={[
              { value: "form", label: t("as.form") },
              { value: "graph", label: t("as.graph") },
            ]}
            onChange={(as) => address.set({ as: as === "graph" ? "graph" : "" })}
          />
          <ActionIcon aria-label={t("undo")} title={t("undo")} disabled={!undo} onClick={() => undo?.()}>
            <ResetIcon />
          </ActionIcon>
          <ActionIcon aria-label={t("redo")} title={t("redo")} disabled={!redo} onClick={() => redo?.()}>
            <ResetIcon className={classes.mirrored} />
          </ActionIcon>
          {view.published && <RehearseProcess of={of} />}
          <Button disabled={!isDraft} onClick={() => setPublishing(true)}>
            {t("publish.action")}
          </Button>
        </>
      }
      tabs={view.published ? <ProcessTabs id={view.key} /> : undefined}
    >
      <EditorForm editor={editor} submitLabel={t("saveDraft")}>
        {view.draft && view.published && (
          <Notice tone="plain">
            <span>{t("draftOf", { name: view.draft.by.name })}</span>
          </Notice>
        )}
        <FaultSummary of={of} />
        {isGraph ? (
          <Suspense fallback={<SkeletonRows rows={10} />}>
            <GraphView of={of} />
          </Suspense>
        ) : (
          <FormView of={of} />
        )}
        {view.draft && (
          <Danger
            about={view.published ? t("drop.about") : t("drop.aboutNew")}
            action={t("drop.action")}
            title={t("drop.title")}
            confirm={t("drop.confirm")}
            run={async () => {
              await drop.mutateAsync({ params: { key: view.key } });
              editor.reset();
              editor.left.current = true;
              if (!view.published) await navigate({ to: "/settings/processes", replace: true });
            }}
          />
        )}
      </EditorForm>
      <Publish of={of} opened={publishing} onClose={() => setPublishing(false)} />
    </Page>
  );
}
