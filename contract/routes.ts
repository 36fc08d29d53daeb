import { automationRoutes } from "./automation.ts";
import { bulkRoutes } from "./bulk.ts";
import { cannedRoutes } from "./canned.ts";
import { captureRoutes } from "./capture.ts";
import { catalogRoutes } from "./catalog.ts";
import { checklistRoutes } from "./checklists.ts";
import { clientRoutes } from "./clients.ts";
import { conditionRoutes } from "./conditions.ts";
import { configurationRoutes } from "./configuration.ts";
import { conversationRoutes } from "./conversation.ts";
import { documentRoutes } from "./documents.ts";
import { exportRoutes } from "./exports.ts";
import { fieldRoutes } from "./fields.ts";
import { firstStepsRoutes } from "./first-steps.ts";
import { heldRoutes } from "./held.ts";
import { incidentRoutes } from "./incidents.ts";
import { lookupRoutes } from "./lookup.ts";
import { mailRoutes } from "./mail.ts";
import { mailboxRoutes } from "./mailboxes.ts";
import { messengerRoutes } from "./messengers.ts";
import { moveLinkRoutes } from "./move-links.ts";
import { noticeTemplateRoutes } from "./notice-templates.ts";
import type { RouteName } from "./paths.ts";
import { peopleRoutes } from "./people.ts";
import { placeRoutes } from "./places.ts";
import { priorityRoutes } from "./priorities.ts";
import { processRoutes } from "./processes.ts";
import { rehearsalRoutes } from "./rehearsals.ts";
import { reminderRoutes } from "./reminders.ts";
import { reportRoutes } from "./reports.ts";
import type { Answered, Route, Sent } from "./route.ts";
import { ruleRoutes } from "./rules.ts";
import { sessionRoutes } from "./session.ts";
import { sessionListRoutes } from "./sessions.ts";
import { settingsRoutes } from "./settings.ts";
import { similarRoutes } from "./similar.ts";
import { slaRoutes } from "./sla.ts";
import { smsRoutes } from "./sms.ts";
import { splitRoutes } from "./splits.ts";
import { ticketRoutes } from "./tickets.ts";
import { timeEntryRoutes } from "./time-entries.ts";
import { viewRoutes } from "./views.ts";
import { whyRoutes } from "./why.ts";
import { windowRoutes } from "./windows.ts";
import { workingTimeRoutes } from "./working-time.ts";

/** Every route by name. That each has a path, and each path a route, is checked by the type. */
export const ROUTES = {
  ...sessionRoutes,
  ...sessionListRoutes,
  ...ticketRoutes,
  ...similarRoutes,
  ...moveLinkRoutes,
  ...bulkRoutes,
  ...windowRoutes,
  ...splitRoutes,
  ...incidentRoutes,
  ...conditionRoutes,
  ...conversationRoutes,
  ...heldRoutes,
  ...reminderRoutes,
  ...checklistRoutes,
  ...timeEntryRoutes,
  ...workingTimeRoutes,
  ...documentRoutes,
  ...exportRoutes,
  ...reportRoutes,
  ...peopleRoutes,
  ...placeRoutes,
  ...clientRoutes,
  ...catalogRoutes,
  ...settingsRoutes,
  ...fieldRoutes,
  ...firstStepsRoutes,
  ...priorityRoutes,
  ...automationRoutes,
  ...cannedRoutes,
  ...processRoutes,
  ...configurationRoutes,
  ...lookupRoutes,
  ...captureRoutes,
  ...mailRoutes,
  ...mailboxRoutes,
  ...smsRoutes,
  ...noticeTemplateRoutes,
  ...messengerRoutes,
  ...rehearsalRoutes,
  ...ruleRoutes,
  ...slaRoutes,
  ...viewRoutes,
  ...whyRoutes,
} satisfies Record<RouteName, Route>;

export type Routes = typeof ROUTES;
/** What a caller of the named route sends and gets: the types of both sides. */
export type Request<N extends RouteName> = Sent<Routes[N]>;
export type Response<N extends RouteName> = Answered<Routes[N]>;
