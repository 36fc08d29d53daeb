import i18next from "i18next";
import { addressOf, call } from "../../../kit/api.ts";
import { useLive } from "../../../kit/live.ts";
import { toast } from "../../../kit/toast.tsx";

/** Tells, wherever he is, that a file which the person has asked for is there, or that it did not work out. */
export function useExportNews(): void {
  useLive("export", ({ id, ended }) => {
    // Who has lost the connection meanwhile finds it among the latest exports.
    if (ended) tell(id).catch(() => undefined);
  });
}

async function tell(id: string): Promise<void> {
  const [{ state, name }] = await Promise.all([
    call("getExport", { params: { id } }),
    i18next.loadNamespaces("export"),
  ]);
  if (state === "failed") toast(i18next.t("export:failed", { name }), { tone: "bad" });
  if (state !== "ready") return;
  const link = { label: i18next.t("export:download"), href: addressOf("getExportFile", { params: { id } }), name };
  toast(i18next.t("export:ready", { name }), { link });
}
