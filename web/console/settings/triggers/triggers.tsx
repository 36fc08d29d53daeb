import { Switch } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { key, useAct, useRoute } from "../../../kit/query.ts";
import { useFaultToast } from "../../../kit/toast.tsx";
import { AddLink } from "../frame/add-link.tsx";
import { Missing } from "../frame/missing.tsx";
import { Loaded, Page } from "../frame/page.tsx";
import { Sortable } from "../frame/sortable.tsx";
import { NewTrigger, TriggerCard } from "./trigger-card.tsx";
import { resultOf } from "./trigger-form.ts";
import classes from "./triggers.module.css";

type Rule = Answer<"listRules">["items"][number];
const QUERY = { query: { kind: "trigger" } } as const;

/** Triggers: the list in the order in which they run, a new one, or the card of one [U-AUT-01]. */
export function Screen({ rest: [id] }: { rest: readonly string[] }) {
  const query = useRoute("listRules", QUERY);
  if (id === "new") return <NewTrigger />;
  return (
    <Loaded query={query}>
      {({ items }) => {
        if (id === undefined) return <TriggerList rules={items} />;
        const rule = items.find((one) => one.id === id);
        return rule ? <TriggerCard key={id} rule={rule} /> : <Missing />;
      }}
    </Loaded>
  );
}

function TriggerList({ rules }: { rules: readonly Rule[] }) {
  const { t } = useTranslation(["automationUi", "settings"]);
  const client = useQueryClient();
  const fault = useFaultToast();
  const order = useAct("orderRules", { stale: ["listRules"] });
  const save = async (next: Rule[]) => {
    client.setQueryData(key("listRules", QUERY), { items: next });
    try {
      await order.mutateAsync({ body: { kind: "trigger", ids: next.map(({ id }) => id) } });
    } catch (error) {
      fault(error);
    }
  };
  return (
    <Page
      title={t("settings:page.triggers.title")}
      about={t("trigger.about")}
      back={{ to: "/settings", label: t("settings:back") }}
      actions={<AddLink to="/settings/triggers/new" label={t("trigger.add")} />}
    >
      {rules.length === 0 ? (
        <EmptyState title={t("trigger.empty.title")} why={t("trigger.empty.why")} />
      ) : (
        <Sortable
          label={t("settings:page.triggers.title")}
          items={rules}
          keyOf={({ id }) => id}
          nameOf={({ name }) => name}
          onOrder={(next) => void save(next)}
          draw={(rule) => <TriggerRow rule={rule} />}
        />
      )}
    </Page>
  );
}

function TriggerRow({ rule }: { rule: Rule }) {
  const { t } = useTranslation(["automationUi", "settings"]);
  const fault = useFaultToast();
  const update = useAct("updateRule", { stale: ["listRules"] });
  const { on, actions } = resultOf(rule);
  return (
    <div className={classes.row} data-off={!rule.enabled || undefined}>
      <Link className={classes.link} to={`/settings/triggers/${rule.id}`}>
        <strong className={classes.name}>{rule.name}</strong>
        <span className={classes.soft}>
          {on.map((one) => t(`on.${one.event}`)).join(", ")} → {actions.map((one) => t(`action.${one.do}`)).join(", ")}
        </span>
        {rule.problems.length > 0 && <span className={classes.broken}>{t("trigger.broken")}</span>}
      </Link>
      <Switch
        aria-label={t("trigger.enabled", { name: rule.name })}
        checked={rule.enabled}
        disabled={update.isPending}
        onChange={(event) =>
          void update
            .mutateAsync({ params: { id: rule.id }, body: { enabled: event.currentTarget.checked } })
            .catch(fault)
        }
      />
    </div>
  );
}
