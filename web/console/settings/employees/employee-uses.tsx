import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { useRoute } from "../../../kit/query.ts";

type Use = Answer<"listEmployeeUses">["items"][number];

/** What names the employee, each with the way to its page: all of it is to do without him. Nothing when nothing does. */
export function EmployeeUses({ id }: { id: string }) {
  const { t } = useTranslation("employees");
  const { data } = useRoute("listEmployeeUses", { params: { id } });
  if (!data || data.items.length === 0) return null;
  return (
    <div>
      {t("block.uses")}
      <ul>
        {data.items.map((use) => (
          <li key={`${use.kind} ${use.id}`}>
            <Link to={pageOf(use)} target="_blank">
              {t(`block.use.${use.kind}`, { name: use.name })}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

function pageOf({ kind, id }: Use): string {
  if (kind === "process") return `/settings/processes/${id}`;
  if (kind === "macro") return `/settings/macros/${id}`;
  return kind === "trigger" ? `/settings/triggers/${id}` : `/settings/${kind}`;
}
