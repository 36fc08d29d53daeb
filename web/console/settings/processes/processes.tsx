import { FileTextIcon } from "@radix-ui/react-icons";
import { lazy } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { textOf } from "../../../kit/i18n.ts";
import { useRoute } from "../../../kit/query.ts";
import { AddLink } from "../frame/add-link.tsx";
import { Missing } from "../frame/missing.tsx";
import { Loaded, Page } from "../frame/page.tsx";
import { Rows } from "../frame/rows.tsx";
import { WHOLE } from "../frame/whole.ts";
import { NewProcess } from "./new-process.tsx";
import { ProcessCard } from "./process-editor.tsx";

const Versions = lazy(async () => ({ default: (await import("./versions.tsx")).Versions }));
const Exchange = lazy(async () => ({ default: (await import("./exchange.tsx")).Exchange }));
const MoveTickets = lazy(async () => ({ default: (await import("./move-tickets.tsx")).MoveTickets }));

/** The ways that tickets go: the list, a new one, one being edited, its versions, and its tickets ([O-STAT-02]). */
export function Screen({ rest: [id, page] }: { rest: readonly string[] }) {
  if (id === undefined) return <ProcessList />;
  if (id === "new") return <NewProcess />;
  if (id === "exchange") return <Exchange />;
  if (page === "versions") return <Versions id={id} />;
  if (page === "tickets") return <MoveTickets id={id} />;
  return page === undefined ? <OneProcess key={id} id={id} /> : <Missing />;
}

function OneProcess({ id }: { id: string }) {
  const query = useRoute("getProcess", { params: { key: id } });
  return <Loaded query={query}>{(view) => <ProcessCard view={view} />}</Loaded>;
}

type Item = { key: string; name: string; version: number | null; statuses: number; isDraft: boolean };

function ProcessList() {
  const { t } = useTranslation(["processUi", "deskUi", "settings"]);
  const processes = useRoute("listProcesses", {});
  const drafts = useRoute("listProcessDrafts", {});
  const edited = new Map(drafts.data?.items.map((draft) => [draft.key, draft]));
  const published: Item[] = (processes.data?.items ?? []).map(({ key, version, definition }) => ({
    key,
    name: textOf(definition.name) || key,
    version,
    statuses: Object.keys(definition.statuses).length,
    isDraft: edited.has(key),
  }));
  const fresh = [...edited.values()]
    .filter(({ base }) => base === null)
    .map(({ key, name }): Item => ({ key, name: textOf(name) || key, version: null, statuses: 0, isDraft: true }));
  return (
    <Page
      fill
      title={t("settings:page.processes.title")}
      about={t("deskUi:process.about")}
      back={{ to: "/settings", label: t("settings:back") }}
      actions={
        <>
          <AddLink quiet icon={<FileTextIcon />} to="/settings/processes/exchange" label={t("exchange.title")} />
          <AddLink to="/settings/processes/new" label={t("add")} />
        </>
      }
    >
      <Loaded query={processes}>
        {() => (
          <Rows
            label={t("settings:page.processes.title")}
            items={[...published, ...fresh]}
            pages={WHOLE}
            keyOf={({ key }) => key}
            toOf={({ key }) => ({ to: `/settings/processes/${key}` })}
            empty={<EmptyState title={t("empty.title")} why={t("empty.why")} />}
            columns={[
              { key: "name", title: t("settings:name"), width: "minmax(160px, 1.4fr)", draw: ({ name }) => name },
              {
                key: "version",
                title: t("version"),
                width: "minmax(110px, 1fr)",
                draw: ({ version }) =>
                  version === null ? t("unpublished") : t("deskUi:process.versionOf", { version }),
              },
              {
                key: "statuses",
                title: t("part.statuses"),
                width: "110px",
                draw: ({ statuses }) => (statuses > 0 ? t("statusesOf", { count: statuses }) : ""),
              },
              {
                key: "draft",
                title: t("draft"),
                width: "minmax(120px, 1fr)",
                draw: ({ isDraft }) => (isDraft ? t("isEdited") : ""),
              },
            ]}
          />
        )}
      </Loaded>
    </Page>
  );
}
