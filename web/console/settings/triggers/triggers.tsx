import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { key, useAct, useRoute } from "../../../kit/query.ts";
import { useFaultToast } from "../../../kit/toast.tsx";
import { AddLink } from "../frame/add-link.tsx";
import { Missing } from "../frame/missing.tsx";
import { Loaded, Page } from "../frame/page.tsx";
import { Sortable } from "../frame/sortable.tsx";
import { RuleRow } from "../rules/rule-row.tsx";
import { RuleVersions } from "../rules/rule-versions.tsx";
import { NewTrigger, TriggerCard } from "./trigger-card.tsx";
import { useTriggerKind } from "./trigger-kind.tsx";

type Rule = Answer<"listRules">["items"][number];
const QUERY = { query: { kind: "trigger" } } as const;

/** Triggers: the list in the order in which they run, a new one, or the card of one [U-AUT-01]. */
export function Screen({ rest: [id] }: { rest: readonly string[] }) {
  const query = useRoute("listRules", QUERY);
  return (
    <Loaded query={query}>
      {({ items }) => {
        if (id === "new") return <NewTrigger rules={items} />;
        if (id === undefined) return <TriggerList rules={items} />;
        const rule = items.find((one) => one.id === id);
        return rule ? <TriggerCard key={id} rule={rule} rules={items} /> : <Missing />;
      }}
    </Loaded>
  );
}

function TriggerList({ rules }: { rules: readonly Rule[] }) {
  const { t } = useTranslation(["automationUi", "settings"]);
  const navigate = useNavigate();
  const client = useQueryClient();
  const fault = useFaultToast();
  const kind = useTriggerKind();
  const [looked, setLooked] = useState<string>();
  const order = useAct("orderRules", { stale: ["listRules"] });
  const update = useAct("updateRule", { stale: ["listRules"] });
  const save = async (next: Rule[]) => {
    client.setQueryData(key("listRules", QUERY), { items: next });
    await order.mutateAsync({ body: { kind: "trigger", ids: next.map(({ id }) => id) } }).catch(fault);
  };
  return (
    <Page
      title={t("settings:page.triggers.title")}
      about={t("trigger.about")}
      back={{ to: "/settings", label: t("settings:back") }}
      wide
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
          draw={(rule, index) => (
            <RuleRow
              of={kind}
              rule={rule}
              place={index + 1}
              onEdit={() => void navigate({ to: `/settings/triggers/${rule.id}` })}
              onVersions={() => setLooked(rule.id)}
              onSwitch={(enabled) =>
                void update.mutateAsync({ params: { id: rule.id }, body: { enabled } }).catch(fault)
              }
            />
          )}
        />
      )}
      <RuleVersions of={kind} rule={rules.find(({ id }) => id === looked)} onClose={() => setLooked(undefined)} />
    </Page>
  );
}
