import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatMoment } from "../../../kit/format.ts";
import { textOf } from "../../../kit/i18n.ts";
import { useAct, useRoute } from "../../../kit/query.ts";
import { useFaultToast } from "../../../kit/toast.tsx";
import { Loaded, Page } from "../frame/page.tsx";
import { DifferenceList } from "./difference-list.tsx";
import classes from "./process.module.css";
import { ProcessTabs } from "./process-editor.tsx";
import { STALE } from "./use-process-editor.ts";

/** The versions of a process: who published what when, what was different, and the way back ([B-PROC-03]). */
export function Versions({ id }: { id: string }) {
  const { t } = useTranslation(["processUi", "settings"]);
  const navigate = useNavigate();
  const fault = useFaultToast();
  const [open, setOpen] = useState<number>();
  const process = useRoute("getProcess", { params: { key: id } });
  const versions = useRoute("listProcessVersions", { params: { key: id } });
  const revert = useAct("revertProcess", { stale: STALE, onError: fault });
  return (
    <Page
      title={textOf(process.data?.published?.definition.name) || id}
      about={t("versions.about")}
      back={{ to: "/settings/processes", label: t("settings:page.processes.title") }}
      tabs={<ProcessTabs id={id} />}
    >
      <Loaded query={versions}>
        {({ items }) => (
          <div className={classes.things}>
            {items.map(({ version, current, at, by, note, tickets }) => (
              <div key={version} className={classes.thing} data-open={open === version || undefined}>
                <button
                  type="button"
                  className={classes.thingHead}
                  aria-expanded={open === version}
                  onClick={() => setOpen(open === version ? undefined : version)}
                >
                  <span className={classes.moveName}>{t("versions.name", { version })}</span>
                  {current && <span className={classes.mark}>{t("versions.current")}</span>}
                  <span className={classes.soft}>{[formatMoment(at), by?.name, note].filter(Boolean).join(" · ")}</span>
                  <span className={classes.soft}>{t("versions.tickets", { count: tickets })}</span>
                </button>
                {open === version && (
                  <div className={classes.fields}>
                    <Difference id={id} version={version} />
                    {!current && (
                      <div>
                        <Button
                          variant="default"
                          loading={revert.isPending}
                          onClick={() =>
                            revert.mutate(
                              { params: { key: id }, body: { version }, ifMatch: process.data?.version },
                              { onSuccess: () => void navigate({ to: `/settings/processes/${id}` }) },
                            )
                          }
                        >
                          {t("versions.back")}
                        </Button>
                      </div>
                    )}
                  </div>
                )}
              </div>
            ))}
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Difference({ id, version }: { id: string; version: number }) {
  const { t } = useTranslation("processUi");
  const query = useRoute("getProcessVersion", { params: { key: id, version }, query: {} });
  const before = useRoute(
    "getProcessVersion",
    { params: { key: id, version: query.data?.against ?? version }, query: {} },
    { enabled: query.data !== undefined },
  );
  if (query.data?.against === null) return <p className={classes.soft}>{t("versions.first")}</p>;
  if (!query.data || !before.data) return null;
  return (
    <DifferenceList
      differences={query.data.differences}
      before={before.data.definition}
      after={query.data.definition}
    />
  );
}
