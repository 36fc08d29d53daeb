import type { Category } from "../process/process.ts";

/**
 * What conditions read of one ticket in memory, flat. Ids are UUIDs in small letters, moments ISO 8601 or `Date`.
 * The keys are those of the ticket's state where it has them; the rest is looked up beside it.
 */
export type TicketFacts = {
  number: number;
  status: string;
  category: Category;
  subject: string;
  channel: string;
  priority: string | null;
  externalId: string | null;
  serviceId: string | null;
  serviceName: string | null;
  serviceTypeId: string | null;
  placeId: string | null;
  /** The place, the further ones beside it, and everything above them. */
  placePath: readonly string[];
  groupId: string | null;
  quarterId: string | null;
  siteId: string | null;
  unitId: string | null;
  entrance: string | null;
  floor: string | null;
  address: string | null;
  contactId: string | null;
  contactName: string | null;
  companyId: string | null;
  /** Of the company. */
  clientCategoryId: string | null;
  /** On what basis the client holds the place. */
  clientStatus: string | null;
  clientTags: readonly string[];
  /** Unpaid, in minor units, where the site shows it. */
  debt: number | null;
  quarterManagerId: string | null;
  /** What employees call the service. */
  crmName: string | null;
  teamId: string | null;
  assignees: readonly string[];
  pastAssignees: readonly string[];
  controllers: readonly string[];
  observers: readonly string[];
  approvers: readonly string[];
  approvedAt: string | Date | null;
  acceptedBy: string | null;
  acceptedAt: string | Date | null;
  resolvedAt: string | Date | null;
  closedBy: string | null;
  closedAt: string | Date | null;
  firstReplyBy: string | null;
  firstReplyAt: string | Date | null;
  /** Whole seconds from the opening. */
  firstReplySeconds: number | null;
  solutionSeconds: number | null;
  processedBy: string | null;
  processingStartedAt: string | Date | null;
  processingEndedAt: string | Date | null;
  processingSeconds: number | null;
  createdAt: string | Date;
  updatedAt: string | Date;
  dueAt: string | Date | null;
  reactionDueAt: string | Date | null;
  resumeAt: string | Date | null;
  /** The clocks whose breach was told. */
  breached: readonly string[];
  rating: number | null;
  wasReopened: boolean;
  /** Key of the stage, in a process with stages. */
  stage: string | null;
  invited: readonly string[];
  hasAttachments: boolean;
  unseen: number;
  /** The incident that it is attached to. */
  incidentId: string | null;
  incidentNumber: number | null;
  /** The important note that nobody has opened yet. */
  important: string | null;
  custom: Readonly<Record<string, unknown>>;
  /** Values of the workspace's own fields of what the ticket has to do with. */
  contactCustom: Readonly<Record<string, unknown>> | null;
  companyCustom: Readonly<Record<string, unknown>> | null;
  placeCustom: Readonly<Record<string, unknown>> | null;
  siteCustom: Readonly<Record<string, unknown>> | null;
};
