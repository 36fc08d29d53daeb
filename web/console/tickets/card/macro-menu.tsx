import { Button, CloseButton, Menu } from "@mantine/core";
import { ChevronDownIcon, LightningBoltIcon } from "@radix-ui/react-icons";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../../kit/api.ts";
import { key, useRoute } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { toast } from "../../../kit/toast.tsx";
import { useCard } from "./card.ts";
import classes from "./manage.module.css";

/**
 * My macros and those for everybody, each done by one click, whole or not at all [U-UPD-03]. What refused stands beneath.
 * Absent while the workspace uses none [U-MAC-02].
 */
export function MacroMenu() {
  const { t } = useTranslation(["card", "common"]);
  const { ticket, past } = useCard();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data } = useRoute("listMacros", {}, { staleTime: 60_000 });
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ name: string; error: unknown }>();
  if (!data?.enabled || past) return null;
  const apply = async ({ id, name }: { id: string; name: string }) => {
    setBusy(true);
    setRefused(undefined);
    try {
      await call("applyMacro", { params: { id: ticket.id, macroId: id } });
      toast(t("macro.done", { name }));
    } catch (error) {
      setRefused({ name, error });
    } finally {
      setBusy(false);
      for (const route of ["getTicket", "listMessages", "listNotes", "listEvents"] as const) {
        void client.invalidateQueries({ queryKey: key(route) });
      }
    }
  };
  return (
    <div className={classes.macros}>
      <Menu position="bottom-start" shadow="md">
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<LightningBoltIcon />}
            rightSection={<ChevronDownIcon />}
            loading={busy}
          >
            {t("macro.title")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={360} style={{ overflowY: "auto" }}>
          {data.items.map((macro) => (
            <Menu.Item key={macro.id} onClick={() => void apply(macro)}>
              {macro.name}
            </Menu.Item>
          ))}
          {data.items.length > 0 && <Menu.Divider />}
          <Menu.Item onClick={() => void navigate({ to: "/settings/macros" })}>{t("macro.mine")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {refused && (
        <div className={classes.refused}>
          <strong>{t("macro.refused", { name: refused.name })}</strong>
          <CloseButton size="sm" aria-label={t("common:action.close")} onClick={() => setRefused(undefined)} />
          <RefusalList error={refused.error} />
        </div>
      )}
    </div>
  );
}
