import type { Contact } from "../../../contract/clients.ts";
import { formatMoment } from "../../kit/format.ts";

type Shared = Pick<Contact, "tags" | "note" | "manager" | "managerTeam"> & {
  company?: { name: string } | null;
  createdAt?: string;
};

/** What the rows of contacts, companies and places say alike. */
export function drawShared(key: string, item: Shared): string {
  switch (key) {
    case "tags":
      return item.tags.join(", ");
    case "note":
      return item.note;
    case "manager":
      return item.manager?.name ?? item.managerTeam?.name ?? "";
    case "team":
      return item.managerTeam?.name ?? "";
    case "company":
      return item.company?.name ?? "";
    case "added":
      return item.createdAt ? formatMoment(item.createdAt) : "";
    default:
      return "";
  }
}
