import { NumberInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { key, useAct, useRoute } from "../../../kit/query.ts";
import { EditorForm } from "../frame/editor-form.tsx";
import { Loaded, Page } from "../frame/page.tsx";
import { Option, Section } from "../frame/section.tsx";
import { useEditor } from "../frame/use-editor.ts";
import { readSpan, writeSpan } from "../workspace/span.ts";
import { Recounts } from "./recounts.tsx";
import { SlaTabs } from "./sla-tabs.tsx";

type Workspace = Answer<"getWorkspace">;
/** Days after which Resolved is closed by itself, null: never; and the share of the promise at which it is warned. */
type Form = { closeAfter: number | null; warn: number };

/** When resolved tickets close by themselves [O-SLA-24], when it is warned, and rules for tickets that are there. */
export function MorePage() {
  const { t } = useTranslation(["slaUi", "settings"]);
  const query = useRoute("getWorkspace", {});
  return (
    <Page
      title={t("settings:page.sla.title")}
      about={t("more.about")}
      back={{ to: "/settings", label: t("settings:back") }}
      tabs={<SlaTabs />}
    >
      <Loaded query={query}>{(workspace) => <Times workspace={workspace} />}</Loaded>
    </Page>
  );
}

function Times({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation("slaUi");
  const client = useQueryClient();
  const update = useAct("updateWorkspace", {
    onSuccess: (next) => client.setQueryData(key("getWorkspace", {}), next),
  });
  const span = readSpan(workspace.settings.autoCloseAfter ?? null);
  const days = span && (span.unit === "days" ? span.count : Math.max(1, Math.round(span.count / 24)));
  const editor = useEditor<Form, unknown>({
    saved: { closeAfter: days, warn: workspace.settings.slaWarnPercent ?? 20 },
    save: (_, { closeAfter, warn }) => {
      const autoCloseAfter = closeAfter == null ? null : writeSpan({ count: closeAfter, unit: "days" });
      return update.mutateAsync({
        body: {
          settings: {
            ...(closeAfter === undefined ? {} : { autoCloseAfter }),
            ...(warn === undefined ? {} : { slaWarnPercent: warn }),
          },
        },
      });
    },
    check: () => ({}),
    undoable: true,
  });
  const { value, set } = editor;
  const whole = (written: number | string, least: number) => (typeof written === "number" ? written : least);
  return (
    <EditorForm editor={editor}>
      <Section title={t("more.times")}>
        <Option
          label={t("more.close")}
          about={t("more.closeAbout")}
          checked={value.closeAfter !== null}
          onChange={(on) => set({ closeAfter: on ? 3 : null })}
        >
          <NumberInput
            label={t("more.days")}
            min={1}
            max={999}
            allowDecimal={false}
            value={value.closeAfter ?? 3}
            onChange={(next) => set({ closeAfter: whole(next, 1) })}
          />
        </Option>
        <Option
          label={t("more.warn")}
          about={t("more.warnAbout")}
          checked={value.warn > 0}
          onChange={(on) => set({ warn: on ? 20 : 0 })}
        >
          <NumberInput
            label={t("more.percent")}
            suffix=" %"
            min={1}
            max={90}
            allowDecimal={false}
            value={value.warn}
            onChange={(next) => set({ warn: whole(next, 1) })}
          />
        </Option>
      </Section>
      <Recounts />
    </EditorForm>
  );
}
