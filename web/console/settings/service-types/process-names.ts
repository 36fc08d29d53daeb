import { useTranslation } from "react-i18next";
import { textOf } from "../../../kit/i18n.ts";
import { useRoute } from "../../../kit/query.ts";

/** The names of the workspace's processes by their keys. */
export function useProcessNames(): ReadonlyMap<string, string> {
  useTranslation();
  const { data } = useRoute("listProcesses", {});
  return new Map(data?.items.map(({ key, definition }) => [key, nameOf(definition) || key]));
}

function nameOf(definition: unknown): string {
  if (typeof definition !== "object" || definition === null || !("name" in definition)) return "";
  const { name } = definition;
  if (typeof name !== "object" || name === null) return "";
  return textOf(Object.fromEntries(Object.entries(name).filter(([, text]) => typeof text === "string")));
}
