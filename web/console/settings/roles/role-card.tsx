import { Tabs } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { useAct } from "../../../kit/query.ts";
import { useMe } from "../../../kit/session.ts";
import { NameField, NewPage, Removal } from "../frame/card-parts.tsx";
import { EditorForm } from "../frame/editor-form.tsx";
import { Page } from "../frame/page.tsx";
import { Notice, Option, Section, Sections } from "../frame/section.tsx";
import { useAddress } from "../frame/use-address.ts";
import { type Editor, useEditor } from "../frame/use-editor.ts";
import { useGuard } from "../frame/use-guard.ts";
import { type Notices, NoticesField } from "../pick/notices-field.tsx";
import { PERMISSION_GROUPS } from "./permission-groups.ts";
import type { Role } from "./role-list.tsx";

type RoleForm = { name: string; permissions: string[]; notices: Notices };
const START: RoleForm = { name: "", permissions: ["section.tickets", "ticket.read"], notices: {} };
const formOf = ({ name, permissions, notices }: Role): RoleForm => ({
  name,
  permissions: permissions.toSorted(),
  notices,
});
const STALE = ["listRoles", "listEmployees"] as const;

function useBack() {
  const { t } = useTranslation("settings");
  return { to: "/settings/roles", label: t("page.roles.title") };
}

export function NewRole() {
  const { t } = useTranslation(["roles", "settings"]);
  const navigate = useNavigate();
  const back = useBack();
  const create = useAct("createRole", { stale: STALE });
  const editor = useEditor({
    saved: START,
    save: (form) => create.mutateAsync({ body: form }),
    check: ({ name }) => ({ name: name.trim() === "" ? t("settings:required") : undefined }),
    onSaved: ({ id }) => navigate({ to: `/settings/roles/${id}`, replace: true }),
  });
  return (
    <NewPage title={t("newTitle")} back={back} editor={editor} submitLabel={t("add")}>
      <RoleFields editor={editor} />
    </NewPage>
  );
}

export function RoleCard({ role }: { role: Role }) {
  const { t } = useTranslation(["roles", "settings"]);
  const navigate = useNavigate();
  const me = useMe();
  const params = { id: role.id };
  // The menu of whoever changes his own role follows at once.
  const find = ({ items }: Answer<"listRoles">) => items.find(({ id }) => id === role.id);
  const guard = useGuard({ known: role, route: "listRoles", find, formOf });
  const update = useAct("updateRole", { stale: [...STALE, "getMe"] });
  const remove = useAct("deleteRole", { stale: STALE });
  const editor = useEditor({
    saved: formOf(role),
    guard,
    save: (_, changed, ifMatch) => update.mutateAsync({ params, body: changed, ifMatch }),
    check: ({ name }) => ({ name: name.trim() === "" ? t("settings:required") : undefined }),
    undoable: true,
  });
  return (
    <Page title={role.name} about={t("employeesOf", { count: role.employees })} back={useBack()}>
      <EditorForm editor={editor}>
        {me.person.role?.id === role.id && <Notice tone="plain">{t("own")}</Notice>}
        <RoleFields editor={editor} />
        <Removal
          texts="roles:delete"
          name={role.name}
          editor={editor}
          run={() => remove.mutateAsync({ params })}
          leave={() => navigate({ to: "/settings/roles", replace: true })}
        />
      </EditorForm>
    </Page>
  );
}

function RoleFields({ editor }: { editor: Editor<RoleForm> }) {
  const { t } = useTranslation(["roles", "settings"]);
  const address = useAddress();
  const { value, set } = editor;
  const has = new Set(value.permissions);
  const give = (permission: string, on: boolean) => {
    const rest = value.permissions.filter((one) => one !== permission);
    set({ permissions: (on ? [...rest, permission] : rest).toSorted() });
  };
  return (
    <>
      <NameField editor={editor} />
      <Tabs
        value={address.get("tab") || "access"}
        onChange={(tab) => address.set({ tab: tab ?? "" })}
        keepMounted={false}
      >
        <Tabs.List mb="lg">
          <Tabs.Tab value="access">{t("tab.access")}</Tabs.Tab>
          <Tabs.Tab value="letters">{t("tab.letters")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="access">
          <Sections>
            {PERMISSION_GROUPS.map(({ key, permissions }) => (
              <Section key={key} title={t(`group.${key}.title`)} about={t(`group.${key}.about`)}>
                {permissions.map((permission) => (
                  <Option
                    key={permission}
                    label={t(`permission.${permission}.name`)}
                    about={t(`permission.${permission}.about`)}
                    checked={has.has(permission)}
                    onChange={(on) => give(permission, on)}
                  />
                ))}
              </Section>
            ))}
          </Sections>
        </Tabs.Panel>
        <Tabs.Panel value="letters">
          <Section title={t("letters.title")} about={t("letters.about")}>
            <NoticesField value={value.notices} onChange={(notices) => set({ notices })} />
          </Section>
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
