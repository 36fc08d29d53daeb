import { NativeSelect } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { useAct } from "../../../kit/query.ts";
import { NameField, NewPage } from "../frame/card-parts.tsx";
import { EditorForm } from "../frame/editor-form.tsx";
import { LastChanged } from "../frame/last-changed.tsx";
import { Page } from "../frame/page.tsx";
import { Option, Section } from "../frame/section.tsx";
import { type Editor, useEditor } from "../frame/use-editor.ts";
import { useGuard } from "../frame/use-guard.ts";
import { useProcessNames } from "./process-names.ts";
import type { ServiceType } from "./type-list.tsx";

type TypeForm = Pick<ServiceType, "name" | "process" | "common" | "internal" | "incident" | "active">;
const formOf = ({ name, process, common, internal, incident, active }: ServiceType): TypeForm => ({
  ...{ name, process, common, internal, incident, active },
});
const STALE = ["listServiceTypes", "listServices", "listFields"] as const;

function useBack() {
  const { t } = useTranslation("settings");
  return { to: "/settings/service-types", label: t("page.service-types.title") };
}

const NAMES = { process: "services:type.process", active: "services:type.active.label" };

export function NewType() {
  const { t } = useTranslation(["services", "settings"]);
  const navigate = useNavigate();
  const back = useBack();
  const [process = ""] = useProcessNames().keys();
  const create = useAct("createServiceType", { stale: STALE });
  const editor = useEditor<TypeForm, unknown>({
    saved: { name: "", process, common: false, internal: false, incident: false, active: true },
    save: ({ process: chosen, ...form }) =>
      create.mutateAsync({ body: { ...form, ...(chosen === "" ? {} : { process: chosen }) } }),
    check: ({ name }) => ({ name: name.trim() === "" ? t("settings:required") : undefined }),
    onSaved: () => navigate({ to: back.to, replace: true }),
  });
  return (
    <NewPage title={t("type.newTitle")} back={back} editor={editor} submitLabel={t("type.add")}>
      <TypeFields editor={editor} />
    </NewPage>
  );
}

export function TypeCard({ type }: { type: ServiceType }) {
  const { t } = useTranslation(["services", "settings"]);
  const params = { id: type.id };
  const update = useAct("updateServiceType", { stale: STALE });
  const find = ({ items }: Answer<"listServiceTypes">) => items.find(({ id }) => id === type.id);
  const editor = useEditor<TypeForm, unknown>({
    saved: formOf(type),
    guard: useGuard({ known: type, route: "listServiceTypes", find, formOf }),
    save: (_, changed, ifMatch) => update.mutateAsync({ params, body: changed, ifMatch }),
    check: (form) => ({ name: form.name.trim() === "" ? t("settings:required") : undefined }),
    undoable: true,
  });
  return (
    <Page
      title={type.name}
      back={useBack()}
      about={
        <Link to="/settings/services" search={{ type: type.id, state: "all" }}>
          {t("servicesOf", { count: type.services })}
        </Link>
      }
    >
      <EditorForm editor={editor} names={NAMES}>
        <TypeFields editor={editor} />
        <LastChanged change={type.changed} />
      </EditorForm>
    </Page>
  );
}

function TypeFields({ editor }: { editor: Editor<TypeForm> }) {
  const { t } = useTranslation(["services", "settings"]);
  const { value, set, errors } = editor;
  const processes = useProcessNames();
  return (
    <Section title={t("type.main")}>
      <NameField editor={editor} placeholder={t("type.nameHint")} />
      <NativeSelect
        label={t("type.process")}
        description={t("type.processAbout")}
        value={value.process}
        error={errors.process}
        data={[...processes].map(([key, name]) => ({ value: key, label: name }))}
        onChange={(event) => set({ process: event.currentTarget.value })}
      />
      <Option
        label={t("type.common.label")}
        about={t("type.common.about")}
        checked={value.common}
        onChange={(common) => set({ common })}
      />
      <Option
        label={t("type.internal.label")}
        about={t("type.internal.about")}
        checked={value.internal}
        onChange={(internal) => set({ internal })}
      />
      <Option
        label={t("type.incident.label")}
        about={t("type.incident.about")}
        checked={value.incident}
        onChange={(incident) => set({ incident })}
      />
      <Option
        label={t("type.active.label")}
        about={t("type.active.about")}
        checked={value.active}
        onChange={(active) => set({ active })}
      />
    </Section>
  );
}
