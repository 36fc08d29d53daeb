import { Tabs } from "@mantine/core";
import { ExclamationTriangleIcon } from "@radix-ui/react-icons";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Service } from "../../../../contract/catalog.ts";
import { send } from "../../../kit/api.ts";
import { key, useAct, useRoute } from "../../../kit/query.ts";
import { EditorForm } from "../frame/editor-form.tsx";
import { Loaded, Page } from "../frame/page.tsx";
import { useAddress } from "../frame/use-address.ts";
import { type Editor, focusWrong, useEditor } from "../frame/use-editor.ts";
import { FormBuilder } from "./form-builder.tsx";
import { bodyOf, checkService, formOf, NEW_SERVICE, type ServiceForm, tabOf } from "./service-form.ts";
import { ServiceMain } from "./service-main.tsx";
import { ServiceRating } from "./service-rating.tsx";
import { ServiceWork } from "./service-work.tsx";

const STALE = ["listServices", "listServiceTypes", "listCatalogue"] as const;

function useBack() {
  const { t } = useTranslation("settings");
  return { to: "/settings/services", label: t("page.services.title") };
}

export function NewService() {
  const { t } = useTranslation(["services", "settings"]);
  const navigate = useNavigate();
  const back = useBack();
  const create = useAct("createService", { stale: STALE });
  const editor = useEditor({
    saved: NEW_SERVICE,
    save: (form) => create.mutateAsync({ body: { ...bodyOf(form), name: form.name, type: form.type } }),
    check: (form) => checkService(form, t),
    onSaved: ({ id }) => navigate({ to: `/settings/services/${id}`, replace: true }),
  });
  return (
    <Page title={t("newTitle")} back={back} wide>
      <EditorForm editor={editor} isNew submitLabel={t("add")} onCancel={() => void navigate({ to: back.to })}>
        <ServiceTabs editor={editor} saved={undefined} />
      </EditorForm>
    </Page>
  );
}

export function ServiceCard({ id }: { id: string }) {
  const query = useRoute("getService", { params: { id } });
  return <Loaded query={query}>{(service) => <Card service={service} />}</Loaded>;
}

function Card({ service }: { service: Service }) {
  const { t } = useTranslation(["services", "settings"]);
  const client = useQueryClient();
  const params = { id: service.id };
  const update = useAct("updateService", {
    stale: STALE,
    onSuccess: (next) => client.setQueryData(key("getService", { params }), next),
  });
  const editor = useEditor({
    saved: formOf(service),
    guard: {
      version: service.version,
      reload: async () => {
        const now = await send("getService", { params });
        client.setQueryData(key("getService", { params }), now);
        return { saved: formOf(now), version: now.version };
      },
    },
    save: (_, changed, ifMatch) => update.mutateAsync({ params, body: bodyOf(changed), ifMatch }),
    check: (form) => checkService(form, t),
    undoable: true,
  });
  const where = `service:${service.id} category:new,open,paused`;
  return (
    <Page
      title={service.name}
      back={useBack()}
      wide
      about={
        <Link to="/tickets" search={{ tab: "all", where }}>
          {t("openTickets")}
        </Link>
      }
    >
      <EditorForm editor={editor}>
        <ServiceTabs editor={editor} saved={service} />
      </EditorForm>
    </Page>
  );
}

const TABS = ["main", "form", "work", "rating"] as const;

function ServiceTabs({ editor, saved }: { editor: Editor<ServiceForm>; saved: Service | undefined }) {
  const { t } = useTranslation("services");
  const address = useAddress();
  const whole = useRef<HTMLDivElement>(null);
  const tab = address.get("tab") || "main";
  const wrong = new Set(Object.keys(editor.errors).map(tabOf));
  const show = (next: string | null) => address.set({ tab: next ?? "" });
  // What was refused may stand on another tab.
  const showWrong = useEffectEvent(() => {
    const first = TABS.find((one) => wrong.has(one));
    if (!first || TABS.some((one) => one === tab && wrong.has(one))) return;
    show(first);
    // Its fields are there after the next drawing.
    setTimeout(() => focusWrong(whole.current?.closest("form")), 50);
  });
  useEffect(() => {
    if (editor.failures > 0) showWrong();
  }, [editor.failures]);
  return (
    <Tabs ref={whole} value={tab} onChange={show} keepMounted={false}>
      <Tabs.List mb="lg">
        {TABS.map((one) => (
          <Tabs.Tab
            key={one}
            value={one}
            rightSection={
              wrong.has(one) ? <ExclamationTriangleIcon color="var(--red-ink)" aria-label={t("tab.wrong")} /> : null
            }
          >
            {t(`tab.${one}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="main">
        <ServiceMain editor={editor} />
      </Tabs.Panel>
      <Tabs.Panel value="form">
        <FormBuilder
          form={editor.value.form}
          name={editor.value.name}
          errors={editor.errors}
          onChange={(form) => editor.set({ form })}
        />
      </Tabs.Panel>
      <Tabs.Panel value="work">
        <ServiceWork editor={editor} usedControllers={saved?.options.useControllers === true} />
      </Tabs.Panel>
      <Tabs.Panel value="rating">
        <ServiceRating editor={editor} />
      </Tabs.Panel>
    </Tabs>
  );
}
