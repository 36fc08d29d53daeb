import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { AddLink } from "../frame/add-link.tsx";
import { Page } from "../frame/page.tsx";
import { Rows } from "../frame/rows.tsx";
import { WHOLE } from "../frame/whole.ts";

export type Role = Answer<"listRoles">["items"][number];

export function RoleList({ roles }: { roles: readonly Role[] }) {
  const { t } = useTranslation(["roles", "settings"]);
  return (
    <Page
      fill
      title={t("settings:page.roles.title")}
      about={t("about")}
      back={{ to: "/settings", label: t("settings:back") }}
      actions={<AddLink to="/settings/roles/new" label={t("add")} />}
    >
      <Rows
        label={t("settings:page.roles.title")}
        items={roles}
        pages={WHOLE}
        keyOf={({ id }) => id}
        toOf={({ id }) => ({ to: `/settings/roles/${id}` })}
        empty={<EmptyState title={t("empty.title")} why={t("empty.why")} />}
        columns={[
          { key: "name", title: t("settings:name"), width: "minmax(140px, 1fr)", draw: ({ name }) => name },
          {
            key: "employees",
            title: t("employees"),
            width: "140px",
            draw: ({ employees }) => t("employeesOf", { count: employees }),
          },
          {
            key: "permissions",
            title: t("permissions"),
            width: "minmax(160px, 1.4fr)",
            draw: ({ permissions }) => t("permissionsOf", { count: permissions.length }),
          },
        ]}
      />
    </Page>
  );
}
