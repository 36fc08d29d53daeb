/** What a list is asked for by the people of each kind of desk: keys of ticket fields, in their order. */

const COURSE = ["acceptedBy", "acceptedAt", "closedBy", "closedAt"];

/** Those who manage houses [H-FILT-06]. */
export const FILTERS_OF_HOUSES = [
  "number",
  "status",
  "channel",
  "rating",
  "serviceType",
  "service",
  "overdue",
  "due",
  "siteGroup",
  "quarter",
  "site",
  "unit",
  "entrance",
  "floor",
  "incident",
  "client",
  "clientTags",
  "team",
  "assignee",
  "controller",
  "acceptedBy",
  "approver",
  "approved",
  "acceptedAt",
  "closedBy",
  "closedAt",
  "reopened",
  "quarterManager",
  "attachments",
  "created",
  "updated",
];

const ASKED = ["number", "status", "channel", "serviceType", "service", "priority"];
const PEOPLE = ["team", "assignee", "observer"];
const TIMES = ["overdue", "due", "created", "updated"];
const MARKS = ["incident", "reopened", "attachments", "important"];

/** Those who answer companies, and go nowhere. */
export const FILTERS_OF_COMPANIES = [
  ...[...ASKED, "rating"],
  ...["client", "clientTags", "company", "clientCategory"],
  ...PEOPLE,
  ...TIMES,
  ...COURSE,
  ...MARKS,
];

/** Those who go to companies and their sites. */
export const FILTERS_OF_VISITS = [
  ...[...ASKED, "rating"],
  ...["site", "unit"],
  ...["client", "clientTags", "company", "clientCategory"],
  ...["team", "assignee", "controller", "observer"],
  ...TIMES,
  ...["acceptedBy", "acceptedAt", "approver", "approved", "closedBy", "closedAt"],
  ...MARKS,
];

/** Those who take what visitors leave, one employee at a time. */
export const FILTERS_OF_LEADS = [
  ...["number", "status", "channel", "service", "priority", "client", "processedBy", "assignee"],
  ...["processingStarted", "processingEnded", "resumeAt", "created", "updated"],
  ...["closedBy", "closedAt"],
  ...["reopened", "attachments"],
];

/** Those to whom documents are submitted at an office. */
export const FILTERS_OF_OFFICES = [
  ...["number", "externalId", "status", "channel", "serviceType", "service"],
  ...["siteGroup", "site"],
  ...["client", "company"],
  ...PEOPLE,
  ...TIMES,
  ...COURSE,
  ...["reopened", "attachments"],
];
