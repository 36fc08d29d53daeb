import { Button, NativeSelect, Progress, Stack } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { formatMoment } from "../../../kit/format.ts";
import { textOf } from "../../../kit/i18n.ts";
import { useAct, useRoute } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { Loaded, Page } from "../frame/page.tsx";
import { Section, Sections } from "../frame/section.tsx";
import { statusChoices } from "./choices.ts";
import classes from "./process.module.css";
import { ProcessTabs } from "./process-editor.tsx";
import type { ProcessView } from "./use-process-editor.ts";

/** How often one looks how far it is, ms. */
const AGAIN_MS = 2_000;

/** Tickets that follow earlier versions, and how they come to the one in force ([B-PROC-03]). */
export function MoveTickets({ id }: { id: string }) {
  const { t } = useTranslation(["processUi", "settings"]);
  const process = useRoute("getProcess", { params: { key: id } });
  const migrations =
    useRoute(
      "listMigrations",
      { params: { key: id } },
      { refetchInterval: ({ state }) => (isUnderWay(state.data?.items ?? []) ? AGAIN_MS : false) },
    ).data?.items ?? [];
  const isRunning = isUnderWay(migrations);
  const { refetch } = process;
  // Once they have been moved, other tickets stand on other versions than the page was told of.
  useEffect(() => (isRunning ? () => void refetch() : undefined), [isRunning, refetch]);
  return (
    <Page
      title={textOf(process.data?.published?.definition.name) || id}
      about={t("migrate.about")}
      back={{ to: "/settings/processes", label: t("settings:page.processes.title") }}
      tabs={<ProcessTabs id={id} />}
    >
      <Loaded query={process}>
        {(view) => (
          <Sections>
            {view.published && !isRunning && <Plan view={view} published={view.published} />}
            {migrations.length > 0 && <Past migrations={migrations} />}
          </Sections>
        )}
      </Loaded>
    </Page>
  );
}

function Plan({ view, published }: { view: ProcessView; published: NonNullable<ProcessView["published"]> }) {
  const { t } = useTranslation("processUi");
  const [map, setMap] = useState<Record<string, string>>({});
  const to = published.version;
  const asked = { to, map };
  const isBehind = view.underWay.some(({ version }) => version !== to);
  // Asking writes nothing, so it may be asked again with each choice.
  const preview = useAct("previewMigration");
  const start = useAct("startMigration", { stale: ["listMigrations", "getProcess"] });
  const params = { key: view.key };
  const show = (next: Record<string, string>) => {
    setMap(next);
    preview.mutate({ params, body: { to, map: next } });
  };
  if (!isBehind) return <p className={classes.soft}>{t("migrate.none", { version: to })}</p>;
  const plan = preview.data;
  const choices = statusChoices(published.definition);
  return (
    <Section title={t("migrate.title", { version: to })}>
      {!plan && (
        <div>
          <Button variant="default" loading={preview.isPending} onClick={() => show(map)}>
            {t("migrate.preview")}
          </Button>
        </div>
      )}
      {plan && (
        <Stack gap="sm">
          <div>
            <div className={classes.map} data-head aria-hidden>
              <span>{t("migrate.from")}</span>
              <span>{t("migrate.into", { version: to })}</span>
            </div>
            {plan.statuses.map((one) => (
              <div key={one.status} className={classes.map}>
                <span>
                  {textOf(one.name)} · {t("versions.tickets", { count: one.tickets })}
                </span>
                <NativeSelect
                  aria-label={t("migrate.to", { name: textOf(one.name) })}
                  value={one.to ?? ""}
                  error={one.to === null ? t("migrate.gone") : undefined}
                  data={[...(one.to === null ? [{ value: "", label: t("migrate.choose") }] : []), ...choices]}
                  onChange={({ currentTarget: { value } }) => show({ ...map, [one.status]: value })}
                />
                {one.sample.length > 0 && (
                  <span className={classes.sample}>
                    {one.sample.map(({ id, number, subject }) => (
                      <Link key={id} to={`/tickets/${number}`}>
                        {number} {subject}
                      </Link>
                    ))}
                  </span>
                )}
              </div>
            ))}
          </div>
          <RefusalList error={start.error} />
          <div>
            <Button
              disabled={plan.total === 0 || plan.statuses.some((one) => one.to === null)}
              loading={start.isPending}
              onClick={() => start.mutate({ params, body: asked }, { onSuccess: () => preview.reset() })}
            >
              {t("migrate.start", { count: plan.total })}
            </Button>
          </div>
        </Stack>
      )}
    </Section>
  );
}

type Migrations = Answer<"listMigrations">["items"];
const isUnderWay = (migrations: Migrations) => migrations.some(({ endedAt }) => endedAt === null);

/** What is being moved and what was, with how far it came. */
function Past({ migrations }: { migrations: Migrations }) {
  const { t } = useTranslation("processUi");
  return (
    <Section title={t("migrate.past")}>
      <div className={classes.things}>
        {migrations.map(({ id, to, total, moved, leftOut, startedAt, startedBy, endedAt }) => (
          <div key={id} className={classes.fields}>
            <span>
              {t("migrate.moved", { count: moved, total, version: to })}
              {leftOut > 0 && ` ${t("migrate.leftOut", { count: leftOut })}`}
            </span>
            {endedAt === null && (
              <Progress value={total === 0 ? 100 : (moved / total) * 100} aria-label={t("migrate.progress")} />
            )}
            <span className={classes.soft}>{[formatMoment(startedAt), startedBy.name].join(" · ")}</span>
          </div>
        ))}
      </div>
    </Section>
  );
}
