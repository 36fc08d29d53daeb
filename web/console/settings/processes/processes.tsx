import { Button } from "@mantine/core";
import { PlusIcon } from "@radix-ui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { textOf } from "../../../kit/i18n.ts";
import { useRoute } from "../../../kit/query.ts";
import { StatusPill } from "../../../kit/status.tsx";
import { Loaded, Page } from "../frame/page.tsx";
import { Section, Sections } from "../frame/section.tsx";
import { AddStatus } from "./add-status.tsx";
import classes from "./processes.module.css";
import { type ProcessOf, readProcess, type StatusOf } from "./read-process.ts";

/** The ways that tickets go: statuses, what they mean, where they lead; a status can be added ([O-STAT-02]). */
export function Screen() {
  const { t } = useTranslation(["deskUi", "settings"]);
  const query = useRoute("listProcesses", {});
  const [added, setAdded] = useState<ProcessOf>();
  return (
    <Page
      title={t("settings:page.processes.title")}
      about={t("process.about")}
      back={{ to: "/settings", label: t("settings:back") }}
      wide
    >
      <Loaded query={query}>
        {({ items }) => (
          <Sections>
            {items.map(readProcess).map((process) => (
              <Section
                key={process.key}
                title={textOf(process.name) || process.key}
                about={t("process.versionOf", { version: process.version })}
              >
                <Statuses process={process} />
                <div>
                  <Button variant="default" leftSection={<PlusIcon />} onClick={() => setAdded(process)}>
                    {t("process.addStatus")}
                  </Button>
                </div>
              </Section>
            ))}
          </Sections>
        )}
      </Loaded>
      <AddStatus process={added} onClose={() => setAdded(undefined)} />
    </Page>
  );
}

function Statuses({ process }: { process: ProcessOf }) {
  const { t } = useTranslation("deskUi");
  const nameOf = (key: string) => textOf(process.statuses.find((status) => status.key === key)?.name) || key;
  const leads = ({ key }: StatusOf) => (process.movesFrom.get(key) ?? []).map(nameOf).join(", ");
  return (
    <ul className={classes.statuses}>
      {process.statuses.map((status) => (
        <li key={status.key} className={classes.status}>
          <span className={classes.pill}>
            <StatusPill status={status} />
          </span>
          <div className={classes.about}>
            <span>{t(`process.category.${status.category}`)}</span>
            {status.key === process.start && <span className={classes.soft}>{t("process.start")}</span>}
            <span className={classes.soft}>
              {leads(status) ? t("process.leads", { names: leads(status) }) : t("process.leadsNowhere")}
            </span>
            {status.clientName && (
              <span className={classes.soft}>{t("process.clientSees", { name: textOf(status.clientName) })}</span>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
