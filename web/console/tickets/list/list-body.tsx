import { ActionIcon } from "@mantine/core";
import { ColumnsIcon, DownloadIcon, MagnifyingGlassIcon, StarFilledIcon, StarIcon } from "@radix-ui/react-icons";
import { lazy, Suspense, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Problem as ConditionProblem } from "../../../../core/condition/check.ts";
import { formatCondition } from "../../../../core/condition/format.ts";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { OnDemand, useEver } from "../../../kit/on-demand.tsx";
import { isProblem } from "../../../kit/problem.ts";
import { useRoute } from "../../../kit/query.ts";
import { useMay } from "../../../kit/session.ts";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import { ReminderBell } from "../reminders/reminder-bell.tsx";
import { allColumns, askedSort, columnsOf, fieldsToAsk } from "./columns.ts";
import { ALWAYS, sideBySide, textOfCondition, withoutPart } from "./condition-text.ts";
import type { TicketFields } from "./fields.ts";
import { linkToList } from "./list-link.ts";
import { ListRows } from "./list-rows.tsx";
import classes from "./list-screen.module.css";
import { ListTabs } from "./list-tabs.tsx";
import { ListToolbar } from "./list-toolbar.tsx";
import { RefreshButton } from "./refresh-button.tsx";
import { useInbox } from "./use-inbox.ts";
import { type Address, type ListState, type Section, useListState } from "./use-list-state.ts";
import { useLook } from "./use-look.ts";
import { useViewCounts } from "./use-view-counts.ts";
import { next } from "./warm-up.ts";

const ExportDialog = lazy(async () => ({ default: (await next.exports()).ExportDialog }));
const ColumnChooser = lazy(async () => ({ default: (await next.columns()).ColumnChooser }));
const FilterChips = lazy(async () => ({ default: (await next.chips()).FilterChips }));
const FilterPanel = lazy(async () => ({ default: (await next.filters()).FilterPanel }));
const ViewBar = lazy(async () => ({ default: (await next.viewBar()).ViewBar }));
const ViewMenu = lazy(async () => ({ default: (await next.views()).ViewMenu }));

export type ListProps = Address & {
  section: Section;
  fields: TicketFields;
  isNarrow: boolean;
  onAdd: () => void;
  onLeave: () => void;
  onOpen: (number: number) => void;
  onExpand: (number: number) => void;
};
/** What opens above the list by key or by click. */
export type Panel = "filters" | "views" | "save" | undefined;

/** The list with everything above it. */
export function ListBody(props: ListProps) {
  const { t } = useTranslation("list");
  const may = useMay();
  const { section, search, fields } = props;
  const { registry } = fields;
  const views = useRoute("listViews", {}, { enabled: section === "tickets" });
  const counts = useRoute("countTickets", {});
  // A view that was saved a moment ago is on its way.
  const isComing = views.isFetching && !views.data?.items.some(({ id }) => id === search.view);
  const known =
    isComing && search.view !== undefined ? undefined : (views.data?.items ?? (views.error ? [] : undefined));
  const inbox = useInbox();
  const { data: workspace } = useRoute("getWorkspace", {}, { staleTime: 600_000 });
  const hasToday = section === "tickets" && workspace?.settings.workingTime === true;
  const listed = useListState(section, props, fields, known, inbox, hasToday);
  // Views that could not be loaded are not gone.
  const state = { ...listed, isViewGone: listed.isViewGone && !views.error };
  const [panel, setPanel] = useState<Panel>();
  const hasFilters = useEver(panel === "filters");
  const [refused, setRefused] = useState<{ of: string; error: unknown }>();
  const searchRef = useRef<HTMLInputElement>(null);
  const columnsRef = useRef<HTMLButtonElement>(null);
  const all = useMemo(() => allColumns(registry), [registry]);
  const look = useLook(state.view, props, registry, all);
  const { layout, labels, order } = look;

  const text = state.condition && textOfCondition(state.condition, registry);
  const error = refused?.of === text ? refused?.error : undefined;
  const errors = conditionErrors(error);
  const columns = columnsOf(layout, all);
  const items = views.data?.items ?? [];
  const tabs = items.filter(({ id, pinned }) => pinned || id === state.view?.id);
  const viewCounts = useViewCounts(section === "tickets" && items.some(({ pinned }) => pinned));
  // On a telephone it is in the way while something else is looked for [H-SAVF-06].
  const withViews = section === "tickets" && (!props.isNarrow || state.view !== undefined || !state.isNarrowed);
  const isSaving = panel === "save";
  return (
    <div className={classes.screen}>
      <title>{state.view?.name ?? t(`heading.${section === "my" && inbox ? "inbox" : section}`)}</title>
      <ListToolbar
        registry={registry}
        state={state}
        errors={errors}
        head={
          <ListTabs
            tabs={state.tabs}
            tab={state.tab}
            view={state.view?.id}
            counts={section === "my" ? undefined : counts.data}
            views={tabs}
            viewCounts={viewCounts}
            onTab={state.setTab}
            onView={state.setView}
          >
            {(withViews || isSaving) && (
              <OnDemand
                wanted={panel === "views" || isSaving}
                button={() => (
                  <ActionIcon
                    aria-label={t("views.title")}
                    title={t("views.title")}
                    aria-haspopup="dialog"
                    onClick={() => setPanel(panel === "views" ? undefined : "views")}
                  >
                    {state.view ? <StarFilledIcon /> : <StarIcon />}
                  </ActionIcon>
                )}
              >
                {(button) => (
                  <ViewMenu
                    views={items}
                    chosen={state.view}
                    condition={state.text}
                    look={look}
                    opened={panel === "views"}
                    onOpen={(opened) => setPanel(opened ? "views" : undefined)}
                    saving={isSaving}
                    onSaving={(saving) => setPanel(saving ? "save" : undefined)}
                    link={() => linkToList(search, state, look)}
                    onSaved={state.openSaved}
                    onChoose={(id) => (id === undefined ? state.setTab("all") : state.setView(id))}
                  >
                    {button()}
                  </ViewMenu>
                )}
              </OnDemand>
            )}
          </ListTabs>
        }
        onFilters={() => setPanel("filters")}
        onAdd={props.onAdd}
        searchRef={searchRef}
        tools={
          <>
            <RefreshButton />
            {props.isNarrow && <ReminderBell />}
            {may("report.export") && state.condition && (
              <OnDemand
                button={(on) => (
                  <ActionIcon color="green" aria-label={t("export")} title={t("export")} aria-haspopup="dialog" {...on}>
                    <DownloadIcon />
                  </ActionIcon>
                )}
              >
                {(button) => (
                  <ExportDialog
                    where={formatCondition(state.condition ?? ALWAYS, registry)}
                    sort={askedSort(order, labels)}
                    shown={columns.map(({ key }) => key)}
                    button={button}
                  />
                )}
              </OnDemand>
            )}
            {!props.isNarrow && (
              <OnDemand
                button={(on) => (
                  <ActionIcon
                    ref={columnsRef}
                    aria-label={t("columns.title")}
                    title={t("columns.title")}
                    aria-haspopup="dialog"
                    {...on}
                  >
                    <ColumnsIcon />
                  </ActionIcon>
                )}
              >
                {(button) => (
                  <ColumnChooser
                    all={all}
                    layout={layout}
                    usual={look.usual}
                    onLayout={look.onLayout}
                    button={button}
                  />
                )}
              </OnDemand>
            )}
          </>
        }
      />
      {(state.isViewGone || state.left.length > 0 || state.isChanged || look.isChanged || look.lost.length > 0) && (
        <Suspense>
          <ViewBar registry={registry} state={state} look={look} onSaveNew={() => setPanel("save")} />
        </Suspense>
      )}
      {sideBySide(state.where).length > 0 && (
        <Suspense fallback={<div className={classes.chips} />}>
          <FilterChips
            registry={registry}
            condition={state.where}
            onOpen={() => setPanel("filters")}
            onRemove={(index) => state.setWhere(withoutPart(registry, state.where, index))}
          >
            <button type="button" className={classes.clear} onClick={state.clear}>
              {t("filter.clearAll")}
            </button>
          </FilterChips>
        </Suspense>
      )}
      {hasFilters && (
        <Suspense>
          <FilterPanel
            opened={panel === "filters"}
            onClose={() => setPanel(undefined)}
            registry={registry}
            without={state.without}
            condition={state.where}
            onApply={state.setWhere}
            onFavourite={section === "tickets" ? () => setPanel("save") : undefined}
          />
        </Suspense>
      )}
      {state.condition && text !== undefined && !error ? (
        <ListRows
          {...props}
          key={`${section} ${text}`}
          state={state}
          listed={{
            registry,
            condition: state.condition,
            hidden: state.hidden,
            labels,
            sort: order,
            fields: fieldsToAsk(columns),
            mine: state.tab === "new" || state.tab === "open",
          }}
          name={`${section} ${text} ${labels.join()} ${order ?? ""}`}
          all={all}
          look={look}
          panel={panel}
          onPanel={setPanel}
          onFind={() => {
            searchRef.current?.focus();
            searchRef.current?.select();
          }}
          onColumns={() => columnsRef.current?.click()}
          onTab={(step) => stepTab(state, tabs, step)}
          onRefused={(fault) => setRefused({ of: text, error: fault })}
        />
      ) : (
        <div className={classes.rows}>
          {error && errors.length === 0 ? (
            <ErrorState error={error} onRetry={() => setRefused(undefined)} />
          ) : state.condition === undefined && state.errors.length === 0 ? (
            <SkeletonRows rows={16} />
          ) : (
            <EmptyState
              icon={<MagnifyingGlassIcon />}
              title={t("empty.wrong.title")}
              why={t("empty.wrong.why")}
              action={{ label: t("empty.found.action"), run: state.clear }}
            />
          )}
        </div>
      )}
    </div>
  );
}

/** To the tab beside, in the order in which they stand; from the last one to the first. */
function stepTab(state: ListState, views: readonly { id: string }[], step: 1 | -1): void {
  const all = [...state.tabs, ...views.map(({ id }) => ({ id }))];
  const at = all.findIndex((one) =>
    typeof one === "string" ? !state.view && one === state.tab : one.id === state.view?.id,
  );
  const wanted = all[(at + step + all.length) % all.length];
  if (typeof wanted === "string") state.setTab(wanted);
  else if (wanted) state.setView(wanted.id);
}

/** What the server could not read: a name that nobody bears. The place is not known here, the text is put anew. */
function conditionErrors(error: unknown): ConditionProblem[] {
  if (!isProblem(error, "condition/invalid")) return [];
  return error.refusals.map(({ params, mend }) => {
    const { at: _, ...named } = params ?? {};
    return { code: "unknown-name" as const, mend, params: named };
  });
}
