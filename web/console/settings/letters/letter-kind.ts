import type { TFunction } from "i18next";

/** What a letter out is about, in words. */
export function kindName(kind: string, t: TFunction<"mailUi">): string {
  if (!kind.startsWith("employee-")) return t(`kind.${kind}`, { defaultValue: kind });
  return t("kind.employee");
}
