import { Button, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  NOTICE_READERS,
  type NoticeChannel,
  type NoticeReader,
  type NoticeTemplate,
} from "../../../../contract/notice-templates.ts";
import { useRoute } from "../../../kit/query.ts";
import { Loaded } from "../frame/page.tsx";
import { ABOUTS } from "../pick/notices-field.tsx";
import classes from "./notices.module.css";
import { TemplateDialog } from "./template-dialog.tsx";

/** The texts of notices by one channel, event by event, for the readers that are chosen [O-OBS-06]. */
export function NoticeTemplates({ channel }: { channel: NoticeChannel }) {
  const { t } = useTranslation(["noticesUi", "employees", "common"]);
  const query = useRoute("listNoticeTemplates", { query: { channel } });
  const [reader, setReader] = useState<NoticeReader>("responsible");
  const [edited, setEdited] = useState<NoticeTemplate>();
  return (
    <Loaded query={query}>
      {({ items }) => (
        <div className={classes.box}>
          <SegmentedControl
            className={classes.readers ?? ""}
            aria-label={t("reader.label")}
            value={reader}
            data={NOTICE_READERS.map((one) => ({ value: one, label: t(`reader.${one}`) }))}
            onChange={(chosen) => setReader(chosen === "observer" ? "observer" : "responsible")}
          />
          <p className={classes.soft}>{t(`reader.${reader}About`)}</p>
          <ul className={classes.list}>
            {ABOUTS.flatMap((about) => items.filter((one) => one.about === about && one.reader === reader)).map(
              (template) => (
                <li key={template.about} className={classes.row}>
                  <div className={classes.text}>
                    <strong>
                      {t(`employees:about.${template.about}.name`)}
                      {template.own && <span className={classes.mark}>{t("own")}</span>}
                    </strong>
                    <span className={classes.said}>{template.text}</span>
                  </div>
                  <Button
                    variant="subtle"
                    aria-label={`${t("common:action.edit")}: ${t(`employees:about.${template.about}.name`)}`}
                    onClick={() => setEdited(template)}
                  >
                    {t("common:action.edit")}
                  </Button>
                </li>
              ),
            )}
          </ul>
          <TemplateDialog channel={channel} edited={edited} onClose={() => setEdited(undefined)} />
        </div>
      )}
    </Loaded>
  );
}
