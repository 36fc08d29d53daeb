/** The pages of settings. The routes load this file, so the name and properties of the export stay. */
import { type ComponentType, lazy, Suspense } from "react";
import { ErrorBoundary } from "../../kit/error-boundary.tsx";
import { ErrorState } from "../../kit/error-state.tsx";
import { Problem } from "../../kit/problem.ts";
import { useMay } from "../../kit/session.ts";
import { SkeletonRows } from "../../kit/skeleton-rows.tsx";
import { withTexts } from "../../kit/with-texts.ts";
import { SettingsFrame } from "./frame/settings-frame.tsx";
import { SettingsHome } from "./home/settings-home.tsx";
import { isOpenTo, pageNamed } from "./pages.ts";

/** A page gets what follows its name in the address: `<id>`, `new`, `<id>/form`. */
type Screen = ComponentType<{ rest: readonly string[] }>;
const screen = (load: () => Promise<{ Screen: Screen }>) =>
  lazy(async () => ({ default: (await withTexts(load(), "settingsRefusal")).Screen }));

/** Each page with its own script. */
const SCREENS: Record<string, Screen> = {
  employees: screen(() => withTexts(import("./employees/employees.tsx"), ["assignmentUi"])),
  roles: screen(() => import("./roles/roles.tsx")),
  teams: screen(() => withTexts(import("./teams/teams.tsx"), ["assignmentUi"])),
  services: screen(() => import("./services/services.tsx")),
  "service-types": screen(() => import("./service-types/service-types.tsx")),
  "service-categories": screen(() => import("./service-categories/service-categories.tsx")),
  processes: screen(() => withTexts(import("./processes/processes.tsx"), ["roles"])),
  fields: screen(() => withTexts(import("./fields/fields.tsx"), ["fieldsUi", "noticesUi", "refusal"])),
  routing: screen(() => withTexts(import("./routing/routing.tsx"), ["rulesUi", "routingUi", "list", "refusal"])),
  priorities: screen(() => withTexts(import("./priorities/priorities.tsx"), ["fieldsUi", "refusal"])),
  calendars: screen(() => withTexts(import("./calendars/calendars.tsx"), ["deskUi", "slaUi", "zones"])),
  sla: screen(() => withTexts(import("./sla/sla.tsx"), ["slaUi", "rulesUi", "list", "refusal"])),
  "client-categories": screen(() => import("./client-categories/client-categories.tsx")),
  "mail-addresses": screen(() => import("./mail-addresses/mail-addresses.tsx")),
  mailboxes: screen(() => import("./mailboxes/mailboxes.tsx")),
  messengers: screen(() => withTexts(import("./messengers/messengers.tsx"), ["messengersUi"])),
  outbox: screen(() => import("./letters/outbox.tsx")),
  received: screen(() => import("./letters/received.tsx")),
  "email-notices": screen(() => withTexts(import("./notices/email-notices.tsx"), ["noticesUi", "cannedUi", "refusal"])),
  "sms-notices": screen(() =>
    withTexts(import("./sms/sms-notices.tsx"), ["smsUi", "noticesUi", "cannedUi", "refusal"]),
  ),
  triggers: screen(() => withTexts(import("./triggers/triggers.tsx"), ["automationUi", "cannedUi", "card", "rulesUi"])),
  "canned-replies": screen(() => withTexts(import("./canned-replies/canned-replies.tsx"), ["cannedUi"])),
  macros: screen(() => withTexts(import("./macros/macros.tsx"), ["automationUi", "cannedUi", "card", "rulesUi"])),
  applications: screen(() => withTexts(import("./applications/applications.tsx"), ["automationUi"])),
  workspace: screen(() => withTexts(import("./workspace/workspace.tsx"), ["lookup", "deskUi", "zones"])),
  "working-time": screen(() => withTexts(import("../working-time/working-time.tsx"), ["workingTimeUi"])),
  profile: screen(() => withTexts(import("./profile/profile.tsx"), ["bulk"])),
};

/** `path` is what follows `/settings/`: `""`, `employees`, `roles/<id>`. */
export function SettingsScreen({ path }: { path: string }) {
  const may = useMay();
  const [name = "", ...rest] = path.split("/").filter(Boolean);
  if (name === "") return <SettingsHome />;
  const page = pageNamed(name);
  const Shown = Object.hasOwn(SCREENS, name) ? SCREENS[name] : undefined;
  if (!page || !Shown) return <ErrorState error={new Problem({ code: "page/not-found", status: 404 })} />;
  if (!isOpenTo(page, may)) return <ErrorState error={new Problem({ code: "not-allowed", status: 403 })} />;
  return (
    <SettingsFrame>
      <ErrorBoundary name={path}>
        <Suspense fallback={<SkeletonRows rows={8} />}>
          <Shown rest={rest} />
        </Suspense>
      </ErrorBoundary>
    </SettingsFrame>
  );
}
