import { Button } from "@mantine/core";
import { PlusIcon } from "@radix-ui/react-icons";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { key, useAct, useRoute } from "../../../kit/query.ts";
import { toast, useFaultToast } from "../../../kit/toast.tsx";
import { Loaded, Page } from "../frame/page.tsx";
import { Sortable } from "../frame/sortable.tsx";
import { RuleDialog } from "./rule-dialog.tsx";
import type { KindOfRules, Rule } from "./rule-kind.ts";
import { RuleRow } from "./rule-row.tsx";
import { RuleVersions } from "./rule-versions.tsx";

/**
 * The ordered rules of a kind: dragged or moved by keys, switched on and off in place, opened in a window, with their
 * versions ([O-ROUT-02], [O-ROUT-15]).
 */
export function RuleList({ of }: { of: KindOfRules }) {
  const { t } = useTranslation(["rulesUi", "settings"]);
  const { kind, texts } = of;
  const query = useRoute("listRules", { query: { kind } });
  const [edited, setEdited] = useState<Rule | "new">();
  const [looked, setLooked] = useState<string>();
  const add = () => setEdited("new");
  const known = query.data?.items.find(({ id }) => id === looked);
  return (
    <Page
      title={t(`settings:page.${of.page}.title`)}
      about={texts.about}
      tabs={of.tabs}
      back={{ to: "/settings", label: t("settings:back") }}
      wide
      actions={
        <Button leftSection={<PlusIcon />} onClick={add}>
          {texts.add}
        </Button>
      }
    >
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={texts.emptyTitle} why={texts.emptyWhy} action={{ label: texts.add, run: add }} />
          ) : (
            <Ordered of={of} items={items} onEdit={setEdited} onVersions={({ id }) => setLooked(id)} />
          )
        }
      </Loaded>
      <RuleDialog of={of} rules={query.data?.items ?? []} edited={edited} onClose={() => setEdited(undefined)} />
      <RuleVersions of={of} rule={known} onClose={() => setLooked(undefined)} />
    </Page>
  );
}

type Rows = {
  of: KindOfRules;
  items: readonly Rule[];
  onEdit: (rule: Rule) => void;
  onVersions: (rule: Rule) => void;
};

function Ordered({ of, items, onEdit, onVersions }: Rows) {
  const { t } = useTranslation(["rulesUi", "settings"]);
  const order = useOrder(of, items);
  const turn = useSwitch(of);
  return (
    <Sortable
      label={t(`settings:page.${of.page}.title`)}
      items={items}
      keyOf={({ id }) => id}
      nameOf={({ name }) => name}
      onOrder={order}
      draw={(rule, index) => (
        <RuleRow
          of={of}
          rule={rule}
          place={index + 1}
          onEdit={() => onEdit(rule)}
          onVersions={() => onVersions(rule)}
          onSwitch={(enabled) => turn(rule, enabled)}
        />
      )}
    />
  );
}

/** Saves an order: shown at once, and taken back by undo. */
function useOrder({ kind }: KindOfRules, items: readonly Rule[]) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const fault = useFaultToast();
  const order = useAct("orderRules", { stale: ["listRules"] });
  const save = async (next: readonly Rule[]) => {
    client.setQueryData<Answer<"listRules">>(key("listRules", { query: { kind } }), { items: [...next] });
    await order.mutateAsync({ body: { kind, ids: next.map(({ id }) => id) } }).catch(fault);
  };
  return (next: Rule[]) => {
    void save(next);
    toast(t("saved"), { undo: () => save(items) });
  };
}

/** Switches a rule on or off: shown at once, and taken back by undo. */
function useSwitch({ kind }: KindOfRules) {
  const { t } = useTranslation("rulesUi");
  const client = useQueryClient();
  const fault = useFaultToast();
  const update = useAct("updateRule", { stale: ["listRules"] });
  const save = async ({ id }: Rule, enabled: boolean) => {
    client.setQueryData<Answer<"listRules">>(
      key("listRules", { query: { kind } }),
      (known) => known && { items: known.items.map((one) => (one.id === id ? { ...one, enabled } : one)) },
    );
    try {
      await update.mutateAsync({ params: { id }, body: { enabled } });
      return true;
    } catch (error) {
      fault(error);
      return false;
    }
  };
  return async (rule: Rule, enabled: boolean) => {
    if (!(await save(rule, enabled))) return;
    toast(t(enabled ? "switchedOn" : "switchedOff", { name: rule.name }), { undo: () => save(rule, !enabled) });
  };
}
