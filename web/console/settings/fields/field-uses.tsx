import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { useRoute } from "../../../kit/query.ts";
import { Section } from "../frame/section.tsx";
import classes from "./fields.module.css";

type Use = Answer<"listFieldUses">["items"][number];

/** Where the field is used: what has to be looked at before it is switched off or deleted. */
export function FieldUses({ id }: { id: string }) {
  const { t } = useTranslation("fieldsUi");
  const { data } = useRoute("listFieldUses", { params: { id }, query: {} });
  if (!data) return null;
  return (
    <Section title={t("uses.title")} about={data.items.length === 0 ? t("uses.none") : t("uses.about")}>
      <UseList uses={data.items} />
    </Section>
  );
}

/** What uses one value of a list that is about to go. */
export function ValueUses({ id, option, name }: { id: string; option: string; name: string }) {
  const { t } = useTranslation("fieldsUi");
  const { data } = useRoute("listFieldUses", { params: { id }, query: { option } });
  if (!data || data.items.length === 0) return null;
  return (
    <div>
      {t("uses.value", { name })}
      <UseList uses={data.items} />
    </div>
  );
}

export function UseList({ uses }: { uses: readonly Use[] }) {
  if (uses.length === 0) return null;
  return (
    <ul className={classes.uses}>
      {uses.map((use) => (
        <li key={`${use.kind} ${use.id} ${use.name}`}>
          <UseName use={use} />
        </li>
      ))}
    </ul>
  );
}

function UseName({ use: { kind, name, id } }: { use: Use }) {
  const { t } = useTranslation(["fieldsUi", "noticesUi"]);
  const count = Number(name);
  const called = kind === "notice" ? t(`noticesUi:about.${name}`, { defaultValue: name }) : name;
  const text =
    kind === "tickets" || kind === "records" ? t(`uses.${kind}`, { count }) : t(`uses.${kind}`, { name: called });
  const to = pageOf(kind, id);
  return to ? (
    <Link className={classes.use} to={to}>
      {text}
    </Link>
  ) : (
    text
  );
}

/** Its page in Settings; a view belongs to an employee and is opened in his list. */
function pageOf(kind: Use["kind"], id: string | null): string | undefined {
  if (kind === "reply") return "/settings/canned-replies";
  if (id === null) return undefined;
  if (kind === "process") return `/settings/processes/${id}`;
  if (kind === "macro") return `/settings/macros/${id}`;
  if (kind === "notice") return `/settings/${id}-notices`;
  if (kind === "field") return `/settings/fields/${id}`;
  if (kind === "trigger") return `/settings/triggers/${id}`;
  return kind === "routing" || kind === "sla" ? `/settings/${kind}` : undefined;
}
