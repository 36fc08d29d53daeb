import { BackpackIcon, BarChartIcon, GearIcon, HomeIcon, LayersIcon, PersonIcon } from "@radix-ui/react-icons";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import type { Permission } from "../../../core/access/permissions.ts";
import type { Answer } from "../../kit/api.ts";
import { PhoneIcon, TasksIcon } from "../../kit/icons.tsx";
import { useRoute } from "../../kit/query.ts";
import { useMay } from "../../kit/session.ts";

type Counts = Answer<"countTickets">;

/** A section of the left side. `name` is a key of `shell:section`. */
export type Section = {
  name: string;
  to: string;
  icon: ComponentType;
  /** Any of these opens it. */
  permissions: readonly Permission[];
  /** The number beside the name; the second one is loud: something is waiting to be read. */
  count?: (counts: Counts) => { count: number; loud: boolean };
};

const SECTIONS: readonly Section[] = [
  { name: "new", to: "/tickets/new", icon: PhoneIcon, permissions: ["ticket.write"] },
  {
    name: "tickets",
    to: "/tickets",
    icon: LayersIcon,
    permissions: ["section.tickets"],
    count: (counts) => ({ count: counts.new, loud: counts.new > 0 }),
  },
  {
    name: "my",
    to: "/my",
    icon: TasksIcon,
    permissions: ["section.tickets"],
    count: (counts) => ({ count: counts.mine, loud: counts.unreadMine > 0 }),
  },
  { name: "places", to: "/places", icon: HomeIcon, permissions: ["section.places"] },
  { name: "clients", to: "/clients", icon: PersonIcon, permissions: ["section.clients"] },
  { name: "companies", to: "/companies", icon: BackpackIcon, permissions: ["section.companies"] },
  { name: "reports", to: "/reports", icon: BarChartIcon, permissions: ["section.reports"] },
  {
    name: "settings",
    to: "/settings",
    icon: GearIcon,
    permissions: ["section.settings", "section.employees", "section.services", "section.places"],
  },
];

/** The sections of this person, with their numbers as they are now. */
export function useSections(): { section: Section; label: string; count: number; loud: boolean }[] {
  const { t } = useTranslation("shell");
  const may = useMay();
  const { data: workspace } = useRoute("getWorkspace", {}, { staleTime: 10 * 60_000 });
  // Where a desk has an inbox, what waits for me is more than what is assigned to me.
  const named = (name: string) => (name === "my" && workspace?.settings.inbox ? "inbox" : name);
  const shown = SECTIONS.filter(({ permissions }) => permissions.some(may));
  const counted = shown.some(({ count }) => count);
  const { data } = useRoute("countTickets", {}, { enabled: counted });
  return shown.map((section) => ({
    section,
    label: t(`section.${named(section.name)}`),
    ...((data && section.count?.(data)) ?? { count: 0, loud: false }),
  }));
}
