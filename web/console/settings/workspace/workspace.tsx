import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { key, useAct, useRoute } from "../../../kit/query.ts";
import { EditorForm } from "../frame/editor-form.tsx";
import { LastChanged } from "../frame/last-changed.tsx";
import { Loaded, Page } from "../frame/page.tsx";
import { useEditor } from "../frame/use-editor.ts";
import { useGuard } from "../frame/use-guard.ts";
import { GeneralPart, OrganisationPart, PeoplePart } from "./desk-parts.tsx";
import { ListPart } from "./list-part.tsx";
import { LookupPart } from "./lookup-part.tsx";
import { MailPart, PortalPart, TalkPart } from "./talk-parts.tsx";
import { CancelPart, ClosePart, DeskPart } from "./ticket-parts.tsx";
import { TranslationPart } from "./translation-part.tsx";
import { bodyOf, checkWorkspace, formOf } from "./workspace-form.ts";

type Workspace = Answer<"getWorkspace">;

/** What holds for the whole workspace, each setting with the sentence that says what it does. */
export function Screen() {
  const query = useRoute("getWorkspace", {});
  return <Loaded query={query}>{(workspace) => <WorkspacePage workspace={workspace} />}</Loaded>;
}

function WorkspacePage({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation(["workspaceUi", "settings"]);
  const client = useQueryClient();
  const update = useAct("updateWorkspace", {
    // The name and the zone of the page come with the person.
    stale: ["getMe"],
    onSuccess: (next) => client.setQueryData(key("getWorkspace", {}), next),
  });
  const editor = useEditor({
    saved: formOf(workspace),
    guard: useGuard({ known: workspace, route: "getWorkspace", find: (now) => now, formOf }),
    save: (value, changed, ifMatch) => update.mutateAsync({ body: bodyOf(value, changed), ifMatch }),
    check: (form) => checkWorkspace(form, t),
    undoable: true,
  });
  return (
    <Page
      title={t("settings:page.workspace.title")}
      about={t("about")}
      back={{ to: "/settings", label: t("settings:back") }}
    >
      <EditorForm editor={editor}>
        <GeneralPart editor={editor} slug={workspace.slug} />
        <ClosePart editor={editor} />
        <CancelPart editor={editor} />
        <PeoplePart editor={editor} />
        <DeskPart editor={editor} />
        <TranslationPart editor={editor} />
        <ListPart editor={editor} />
        <TalkPart editor={editor} />
        <MailPart editor={editor} />
        <PortalPart editor={editor} />
        <LookupPart editor={editor} slug={workspace.slug} />
        <OrganisationPart editor={editor} />
        <LastChanged change={workspace.changed} />
      </EditorForm>
    </Page>
  );
}
