import type { FieldDef, FieldGroup } from "../fields/field.ts";

/** The groups in which fields are offered for an export by tickets, in their order [H-XLS-06]. */
export const EXPORT_GROUPS = [
  "main",
  "client",
  "site",
  "responsibles",
  "rating",
  "status",
  "deadlines",
  "finance",
] as const;
export type ExportGroup = (typeof EXPORT_GROUPS)[number];

const BY_FIELD: Readonly<Record<string, ExportGroup>> = {
  rating: "rating",
  ratingComment: "rating",
  ratedAt: "rating",
  status: "status",
  category: "status",
  stage: "status",
  statusComment: "status",
  cancelReason: "status",
  cancelComment: "status",
  reopened: "status",
  reopenReason: "status",
  resumeAt: "status",
};

const BY_GROUP: Readonly<Record<FieldGroup, ExportGroup>> = {
  main: "main",
  marks: "main",
  custom: "main",
  client: "client",
  place: "site",
  people: "responsibles",
  approval: "responsibles",
  times: "deadlines",
};

/** The group of a field: a workspace's own stand with the main ones, money of all kinds with finance. */
export const exportGroupOf = ({ key, type, group }: Pick<FieldDef, "key" | "type" | "group">): ExportGroup =>
  BY_FIELD[key] ?? (type === "money" ? "finance" : BY_GROUP[group]);
