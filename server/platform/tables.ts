import type { ColumnType, Generated } from "kysely";

// Written by `node tools/tables.ts` from the migrations. Do not edit by hand.

type Moment = ColumnType<Date, Date | string, Date | string>;
/** Written as JSON text, read as the value. */
type Json = ColumnType<unknown, string, string>;
type List<T> = ColumnType<T[], readonly T[], readonly T[]>;
/** With a default, so that it may be left out. */
type MomentSet = ColumnType<Date, Date | string | undefined, Date | string>;
type JsonSet = ColumnType<unknown, string | undefined, string>;
type ListSet<T> = ColumnType<T[], readonly T[] | undefined, readonly T[]>;

export interface ApiTokenTable {
  workspace_id: string;
  id: string;
  hash: Buffer;
  name: string;
  person_kind: string;
  person_id: string;
  scopes: ListSet<string>;
  created_at: Moment;
  expires_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  last_used_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  revoked_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export interface AttemptTable {
  key: Buffer;
  failures: number;
  free_at: Moment;
  forget_at: Moment;
}

export interface AuthAccountTable {
  id: string;
  accountId: string;
  providerId: string;
  userId: string;
  accessToken: string | null;
  refreshToken: string | null;
  idToken: string | null;
  accessTokenExpiresAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  refreshTokenExpiresAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  scope: string | null;
  password: string | null;
  createdAt: MomentSet;
  updatedAt: MomentSet;
}

export interface AuthSessionTable {
  id: string;
  expiresAt: Moment;
  token: string;
  createdAt: MomentSet;
  updatedAt: MomentSet;
  ipAddress: string | null;
  userAgent: string | null;
  userId: string;
  workspaceId: string | null;
  seenAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  renewal: string | null;
}

export interface AuthUserTable {
  id: string;
  name: string;
  email: string;
  emailVerified: Generated<boolean>;
  image: string | null;
  createdAt: MomentSet;
  updatedAt: MomentSet;
}

export interface AuthVerificationTable {
  id: string;
  identifier: string;
  value: string;
  expiresAt: Moment;
  createdAt: MomentSet;
  updatedAt: MomentSet;
}

export interface AutomationJobTable {
  workspace_id: string;
  job: string;
  at: Moment;
}

export interface BulkTable {
  workspace_id: string;
  id: string;
  action: Json;
  state: string;
  total: number;
  would_done: Generated<number>;
  would_same: Generated<number>;
  would_refused: Generated<number>;
  done: Generated<number>;
  same: Generated<number>;
  refused: Generated<number>;
  undone: Generated<number>;
  left_out: Generated<number>;
  started_by: string;
  scopes: ListSet<string>;
  started_at: Moment;
  ended_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export interface BulkTicketTable {
  workspace_id: string;
  bulk_id: string;
  place: number;
  ticket_id: string;
  planned: string | null;
  outcome: string | null;
  refusals: ColumnType<unknown, string | null, string | null>;
  back: ColumnType<unknown, string | null, string | null>;
  undo: string | null;
  undo_refusals: ColumnType<unknown, string | null, string | null>;
}

export interface CalendarTable {
  workspace_id: string;
  id: string;
  name: string;
  time_zone: string;
  hours: Json;
  exceptions: JsonSet;
  created_at: MomentSet;
  version: Generated<number>;
  deleted_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export interface CalendarVersionTable {
  workspace_id: string;
  calendar_id: string;
  version: number;
  from_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  time_zone: string;
  hours: Json;
  exceptions: Json;
  at: Moment;
  by_id: string | null;
}

export interface CannedGroupTable {
  workspace_id: string;
  id: string;
  name: string;
  position: Generated<number>;
  created_at: Moment;
}

export interface CannedReplyTable {
  workspace_id: string;
  id: string;
  group_id: string;
  name: string;
  text: string;
  position: Generated<number>;
  version: Generated<number>;
  created_at: Moment;
}

export interface ClientCategoryTable {
  workspace_id: string;
  id: string;
  name: string;
  position: Generated<number>;
}

export interface CompanyTable {
  workspace_id: string;
  id: string;
  name: string;
  phone: string | null;
  email: string | null;
  domains: ListSet<string>;
  note: Generated<string>;
  tags: ListSet<string>;
  category_id: string | null;
  manager_id: string | null;
  manager_team_id: string | null;
  observer_ids: ListSet<string>;
  created_at: MomentSet;
  version: Generated<number>;
  observer_team_ids: ListSet<string>;
  custom: JsonSet;
}

export interface ContactTable {
  workspace_id: string;
  id: string;
  user_id: string | null;
  company_id: string | null;
  name: string;
  phone: string | null;
  email: string | null;
  copy_email: string | null;
  account: string | null;
  note: Generated<string>;
  tags: ListSet<string>;
  debt: Generated<number>;
  repair_debt: Generated<number>;
  manager_id: string | null;
  manager_team_id: string | null;
  observer_ids: ListSet<string>;
  locale: string | null;
  portal_access: Generated<boolean>;
  last_seen_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  preferences: JsonSet;
  created_at: MomentSet;
  version: Generated<number>;
  observer_team_ids: ListSet<string>;
  preference_order: JsonSet;
  custom: JsonSet;
}

export interface CustomFieldTable {
  workspace_id: string;
  id: string;
  key: string;
  name: string;
  type: string;
  options: JsonSet;
  required: Generated<boolean>;
  position: Generated<number>;
  active: Generated<boolean>;
  created_at: MomentSet;
  permissions: JsonSet;
  version: Generated<number>;
  updated_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  updated_by: string | null;
  subject: Generated<string>;
  service_types: ListSet<string>;
}

export interface DraftTable {
  workspace_id: string;
  person_id: string;
  key: string;
  body: Json;
  updated_at: Moment;
}

export interface EmployeeTable {
  workspace_id: string;
  id: string;
  user_id: string | null;
  role_id: string;
  name: string;
  job_title: Generated<string>;
  phone: string | null;
  email: string;
  active: Generated<boolean>;
  all_places: Generated<boolean>;
  notices: JsonSet;
  preferences: JsonSet;
  load: Generated<number>;
  created_at: MomentSet;
  version: Generated<number>;
  skills: ListSet<string>;
  absences: JsonSet;
  preference_order: JsonSet;
}

export interface EmployeePlaceTable {
  workspace_id: string;
  employee_id: string;
  place_id: string;
}

export interface EventTable {
  workspace_id: string;
  id: string;
  seq: ColumnType<number, never, never>;
  txid: Generated<string>;
  ticket_id: string;
  ticket_seq: number;
  at: Moment;
  actor_kind: string;
  actor_id: string | null;
  kind: string;
  data: Json;
  patch: JsonSet;
  why: ColumnType<unknown, string | null, string | null>;
  prev_hash: Buffer | null;
  hash: Buffer;
}

export interface EventSealTable {
  workspace_id: string;
  at: Moment;
  tickets: number;
  events: number;
  hash: Buffer;
  prev_hash: Buffer | null;
}

export interface EventSealHeadTable {
  workspace_id: string;
  ticket_id: string;
  count: number;
  hash: Buffer;
  sealed_at: Moment;
}

export interface FileTable {
  workspace_id: string;
  id: string;
  name: string;
  size: number;
  type: Generated<string>;
  sha256: Buffer | null;
  width: number | null;
  height: number | null;
  purpose: string;
  ticket_id: string | null;
  uploaded_by_kind: string;
  uploaded_by: string | null;
  complete: Generated<boolean>;
  created_at: MomentSet;
  deleted_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  subject: string | null;
  subject_id: string | null;
}

export interface FormulaRunTable {
  workspace_id: string;
  id: string;
  total: number;
  seen: Generated<number>;
  moved: Generated<number>;
  after_id: string | null;
  started_at: Moment;
  started_by: string | null;
  finished_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  failed_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  subject: Generated<string>;
}

export interface HeldMessageTable {
  workspace_id: string;
  id: string;
  ticket_id: string;
  employee_id: string;
  scopes: ListSet<string>;
  body: Json;
  held_at: Moment;
  due_at: Moment;
  refusals: ColumnType<unknown, string | null, string | null>;
}

export interface IdempotencyTable {
  workspace_id: string;
  person_id: string;
  key: string;
  request_hash: Buffer;
  status: number | null;
  body: ColumnType<unknown, string | null, string | null>;
  created_at: Moment;
}

export interface LetterInTable {
  workspace_id: string;
  id: string;
  received_at: Moment;
  envelope_from: Generated<string | null>;
  envelope_to: ListSet<string>;
  from_address: string | null;
  from_name: string | null;
  subject: string | null;
  message_id: string | null;
  content_hash: Buffer | null;
  size: number;
  raw_file_id: string;
  state: string;
  reason: string | null;
  detail: string | null;
  why: ColumnType<unknown, string | null, string | null>;
  ticket_id: string | null;
  result_message_id: string | null;
  attempts: Generated<number>;
  raw_hash: Buffer | null;
  ties: ListSet<string>;
}

export interface LetterOutTable {
  workspace_id: string;
  id: string;
  kind: string;
  ticket_id: string | null;
  message_id: string | null;
  to_address: string;
  to_name: Generated<string>;
  subject: string;
  text: string;
  html: string | null;
  headers: JsonSet;
  header_message_id: string;
  file_ids: ListSet<string>;
  state: string;
  attempts: Generated<number>;
  error: string | null;
  created_at: Moment;
  sent_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  fault: string | null;
  bounced_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export interface MacroTable {
  workspace_id: string;
  id: string;
  employee_id: string | null;
  name: string;
  actions: Json;
  version: Generated<number>;
  created_at: Moment;
}

export interface MailAddressTable {
  workspace_id: string;
  id: string;
  address: string;
  name: Generated<string>;
  service_id: string | null;
  team_id: string | null;
  active: Generated<boolean>;
  is_default: Generated<boolean>;
  created_at: MomentSet;
  version: Generated<number>;
  updated_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  updated_by: string | null;
  any_certificate: Generated<boolean>;
}

export interface MailboxTable {
  workspace_id: string;
  id: string;
  address_id: string;
  host: string;
  port: number;
  secure: string;
  login: string;
  password: string;
  folder: Generated<string>;
  active: Generated<boolean>;
  since: ColumnType<Date | null, Date | string | null, Date | string | null>;
  uid_validity: number | null;
  last_uid: Generated<number>;
  stuck_uid: number | null;
  stuck_times: Generated<number>;
  state: Generated<string>;
  error: string | null;
  error_detail: string | null;
  attempts: Generated<number>;
  fetched: Generated<number>;
  last_try_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  last_ok_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  failing_since: ColumnType<Date | null, Date | string | null, Date | string | null>;
  next_try_at: Moment;
  claimed: Generated<boolean>;
  created_at: Moment;
}

export interface MessageTable {
  workspace_id: string;
  id: string;
  ticket_id: string;
  thread: string;
  author_kind: string;
  author_id: string | null;
  author_name: Generated<string>;
  text: string;
  channel: Generated<string>;
  important: Generated<boolean>;
  file_ids: ListSet<string>;
  created_at: Moment;
  edited_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  deleted_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  deleted_by: string | null;
  read_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  letter_in_id: string | null;
}

export interface MessengerTable {
  workspace_id: string;
  id: string;
  kind: string;
  account: string;
  name: string;
  token: string;
  secret: string | null;
  hook: string;
  api_root: string | null;
  service_id: string | null;
  active: Generated<boolean>;
  position: string | null;
  state: Generated<string>;
  error: string | null;
  error_detail: string | null;
  attempts: Generated<number>;
  last_try_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  last_ok_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  failing_since: ColumnType<Date | null, Date | string | null, Date | string | null>;
  last_message_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  next_try_at: Moment;
  claimed_by: string | null;
  quiet_until: ColumnType<Date | null, Date | string | null, Date | string | null>;
  created_at: Moment;
}

export interface MessengerChatTable {
  workspace_id: string;
  messenger_id: string;
  chat: string;
  kind: string;
  title: string;
  username: string | null;
  service_id: string | null;
  names_company: Generated<boolean>;
  present: Generated<boolean>;
  contact_id: string | null;
  ticket_id: string | null;
  created_at: Moment;
  last_at: Moment;
}

export interface MessengerInTable {
  workspace_id: string;
  id: string;
  messenger_id: string;
  chat: string;
  update_key: string;
  body: Json;
  external_id: string | null;
  received_at: Moment;
  state: Generated<string>;
  reason: string | null;
  detail: string | null;
  attempts: Generated<number>;
  ticket_id: string | null;
  message_id: string | null;
  seq: ColumnType<number, never, never>;
}

export interface MessengerOutTable {
  workspace_id: string;
  id: string;
  messenger_id: string;
  chat: string;
  key: string;
  ticket_id: string | null;
  message_id: string | null;
  text: string;
  file_ids: ListSet<string>;
  reply_to: string | null;
  sent_ids: ListSet<string>;
  state: Generated<string>;
  error: string | null;
  error_detail: string | null;
  attempts: Generated<number>;
  created_at: Moment;
  next_try_at: Moment;
  sent_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  seq: ColumnType<number, never, never>;
}

export interface MigrationTable {
  name: string;
  applied_at: MomentSet;
  checksum: string;
}

export interface NoticeTable {
  workspace_id: string;
  id: string;
  ticket_id: string;
  ticket_seq: number | null;
  at: Moment;
  kind: string;
  job: string;
  told: Json;
}

export interface NoticeTemplateTable {
  workspace_id: string;
  channel: string;
  reader: string;
  about: string;
  text: string;
}

export interface OccupancyTable {
  workspace_id: string;
  place_id: string;
  contact_id: string;
  basis: Generated<string>;
}

export interface PlaceTable {
  workspace_id: string;
  id: string;
  parent_id: string | null;
  kind: string;
  name: string;
  path: List<string>;
  address: string;
  note: Generated<string>;
  tags: ListSet<string>;
  account: string | null;
  manager_id: string | null;
  company_id: string | null;
  settings: JsonSet;
  position: Generated<number>;
  created_at: MomentSet;
  version: Generated<number>;
  manager_team_id: string | null;
  observer_ids: ListSet<string>;
  observer_team_ids: ListSet<string>;
  code: string | null;
  custom: JsonSet;
}

export interface PriorityTable {
  workspace_id: string;
  key: string;
  name: Json;
  colour: string;
  position: number;
  active: Generated<boolean>;
}

export interface ProcessTable {
  workspace_id: string;
  key: string;
  version: number;
  definition: Json;
  current: Generated<boolean>;
  created_at: MomentSet;
  created_by: string | null;
  note: Generated<string>;
}

export interface ProcessDraftTable {
  workspace_id: string;
  key: string;
  base: number | null;
  definition: Json;
  version: Generated<number>;
  updated_at: Moment;
  updated_by: string;
}

export interface ProcessMigrationTable {
  workspace_id: string;
  id: string;
  process_key: string;
  from_version: number | null;
  to_version: number;
  map: JsonSet;
  total: number;
  moved: Generated<number>;
  left_out: Generated<number>;
  after_id: string | null;
  started_by: string;
  started_at: Moment;
  ended_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export interface RehearsalTable {
  workspace_id: string;
  id: string;
  kind: string;
  days: number;
  proposal: Json;
  total: number;
  looked: Generated<number>;
  changed: Generated<number>;
  tally: JsonSet;
  after_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  after_id: string | null;
  started_by: string;
  started_at: Moment;
  ended_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  cancelled: Generated<boolean>;
  failure: ColumnType<unknown, string | null, string | null>;
  broken: JsonSet;
}

export interface RehearsalTicketTable {
  workspace_id: string;
  rehearsal_id: string;
  place: number;
  ticket_id: string;
  before: Json;
  after: Json;
  counted_by: ListSet<string>;
}

export interface ReminderTable {
  workspace_id: string;
  id: string;
  ticket_id: string;
  employee_id: string;
  at: Moment;
  hides: boolean;
  text: Generated<string>;
  created_at: Moment;
  came: string | null;
  came_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export interface RoleTable {
  workspace_id: string;
  id: string;
  key: string;
  name: string;
  permissions: ListSet<string>;
  notices: JsonSet;
  position: Generated<number>;
  created_at: MomentSet;
  version: Generated<number>;
}

export interface RuleTable {
  workspace_id: string;
  id: string;
  kind: string;
  position: number;
  name: string;
  enabled: Generated<boolean>;
  condition: Generated<string>;
  result: JsonSet;
  active_from: ColumnType<Date | null, Date | string | null, Date | string | null>;
  version: Generated<number>;
  created_at: Moment;
  created_by: string | null;
  updated_at: Moment;
  updated_by: string | null;
}

export interface RuleRunTable {
  workspace_id: string;
  id: string;
  rule_id: string;
  ticket_id: string;
  at: Moment;
  event: string;
  cascade: string;
  depth: number;
  result: string;
  reason: string | null;
  actions: JsonSet;
}

export interface RuleVersionTable {
  workspace_id: string;
  rule_id: string;
  version: number;
  at: Moment;
  by_id: string | null;
  note: Generated<string>;
  name: string;
  enabled: boolean;
  condition: string;
  result: Json;
  active_from: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export interface RuleWaitedTable {
  workspace_id: string;
  rule_id: string;
  ticket_id: string;
  since: Moment;
}

export interface SavedViewTable {
  workspace_id: string;
  id: string;
  employee_id: string;
  name: string;
  condition: string;
  settings: JsonSet;
  created_at: MomentSet;
  team_id: string | null;
  for_all: Generated<boolean>;
  version: Generated<number>;
}

export interface ServiceTable {
  workspace_id: string;
  id: string;
  type_id: string;
  category_id: string | null;
  team_id: string | null;
  name: string;
  internal_name: Generated<string>;
  note: Generated<string>;
  annotation: Generated<string>;
  tags: ListSet<string>;
  form: JsonSet;
  options: JsonSet;
  max_assignees: Generated<number>;
  portal: Generated<boolean>;
  paid: Generated<boolean>;
  active: Generated<boolean>;
  position: Generated<number>;
  rating_sum: Generated<number>;
  rating_count: Generated<number>;
  created_at: MomentSet;
  version: Generated<number>;
  process_key: string | null;
}

export interface ServiceCategoryTable {
  workspace_id: string;
  id: string;
  name: string;
  icon: string | null;
  position: Generated<number>;
  version: Generated<number>;
  updated_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  updated_by: string | null;
}

export interface ServiceRoleTable {
  workspace_id: string;
  service_id: string;
  role_id: string;
}

export interface ServiceTypeTable {
  workspace_id: string;
  id: string;
  name: string;
  process_key: string;
  common: Generated<boolean>;
  internal: Generated<boolean>;
  position: Generated<number>;
  active: Generated<boolean>;
  version: Generated<number>;
  updated_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  updated_by: string | null;
  incident: Generated<boolean>;
}

export interface SetupTokenTable {
  hash: Buffer;
  created_at: Moment;
  used_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export interface ShownDebtTable {
  workspace_id: string | null;
  contact_id: string | null;
  site_id: string | null;
  debt: number | null;
}

export interface SlaRunTable {
  workspace_id: string;
  id: string;
  calendar_id: string | null;
  from_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  total: number;
  seen: Generated<number>;
  moved: Generated<number>;
  after_id: string | null;
  started_at: Moment;
  started_by: string | null;
  finished_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  failed_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export interface SmsGatewayTable {
  workspace_id: string;
  kind: string;
  login: Generated<string>;
  sender: Generated<string>;
  secret: string;
  recipe: ColumnType<unknown, string | null, string | null>;
  active: Generated<boolean>;
  daily_limit: number;
  day: string | null;
  day_parts: Generated<number>;
  limited_on: string | null;
  error: string | null;
  error_detail: string | null;
  failed_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  sent_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export interface SmsOutTable {
  workspace_id: string;
  id: string;
  kind: string;
  ticket_id: string | null;
  employee_id: string;
  to_phone: string;
  to_name: string;
  text: string;
  parts: number;
  once: string;
  state: Generated<string>;
  error: string | null;
  error_detail: string | null;
  attempts: Generated<number>;
  gateway_id: string | null;
  created_at: Moment;
  sent_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export interface SplitTable {
  workspace_id: string;
  id: string;
  from_id: string;
  to_id: string;
  split_by: string;
  split_at: Moment;
  messages: number;
  notes: number;
  files: number;
  back: Json;
  undone_by: string | null;
  undone_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export interface TeamTable {
  workspace_id: string;
  id: string;
  name: string;
  hidden: Generated<boolean>;
  created_at: MomentSet;
  version: Generated<number>;
  assignment: JsonSet;
}

export interface TeamMemberTable {
  workspace_id: string;
  team_id: string;
  employee_id: string;
  notified: Generated<boolean>;
}

export interface TeamTurnTable {
  workspace_id: string;
  team_id: string;
  employee_id: string | null;
  at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export interface TicketTable {
  workspace_id: string;
  id: string;
  number: number;
  version: number;
  process_key: string;
  process_version: number;
  status: string;
  category: string;
  subject: string;
  description: Generated<string>;
  channel: string;
  priority: string | null;
  service_id: string | null;
  service_type_id: string | null;
  place_id: string | null;
  contact_id: string | null;
  client: ColumnType<unknown, string | null, string | null>;
  company_id: string | null;
  form: JsonSet;
  custom: JsonSet;
  external_id: string | null;
  linked_to: string | null;
  team_id: string | null;
  assignee_ids: ListSet<string>;
  past_assignee_ids: ListSet<string>;
  controller_ids: ListSet<string>;
  observer_ids: ListSet<string>;
  observer_team_ids: ListSet<string>;
  approval: ColumnType<unknown, string | null, string | null>;
  approver_ids: ListSet<string>;
  approved_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  status_comment: Generated<string>;
  status_comment_for: string | null;
  resume_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  cancel_reasons: ListSet<string>;
  cancel_comment: Generated<string>;
  reopen_reason: Generated<string>;
  was_reopened: Generated<boolean>;
  created_at: Moment;
  created_by_kind: string;
  created_by: string | null;
  updated_at: Moment;
  accepted_by: string | null;
  accepted_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  resolved_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  closed_by: string | null;
  closed_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  reaction_started_at: Moment;
  reaction_stopped_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  resolution_since: ColumnType<Date | null, Date | string | null, Date | string | null>;
  resolution_spent: Generated<number>;
  rating: number | null;
  rating_comment: Generated<string>;
  rated_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  unseen: Generated<number>;
  important: string | null;
  last_message_by: string | null;
  message_count: Generated<number>;
  note_count: Generated<number>;
  document_ids: ListSet<string>;
  client_files: Generated<number>;
  client_news: Generated<boolean>;
  client_unread: Generated<number>;
  due_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  reaction_due_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  place_path: ListSet<string>;
  group_id: string | null;
  quarter_id: string | null;
  site_id: string | null;
  unit_id: string | null;
  entrance: string | null;
  floor: string | null;
  unit_number: string | null;
  address: Generated<string>;
  contact_name: Generated<string>;
  contact_phone: string | null;
  service_name: Generated<string>;
  has_attachments: ColumnType<boolean, never, never>;
  search: string | null;
  event_head: Buffer | null;
  event_count: Generated<number>;
  public_document_ids: ListSet<string>;
  other_place_ids: List<string> | null;
  client_category_id: string | null;
  resolution_runs: JsonSet;
  sla: ColumnType<unknown, string | null, string | null>;
  due_by_hand: ColumnType<unknown, string | null, string | null>;
  sla_told: JsonSet;
  status_since: ColumnType<Date | null, Date | string | null, Date | string | null>;
  lease: ColumnType<unknown, string | null, string | null>;
  processed_by: string | null;
  processing_started_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  processing_ended_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  processing_seconds: number | null;
  stage: string | null;
  stage_trail: JsonSet;
  invited_ids: ListSet<string>;
  client_email: string | null;
  client_phone: string | null;
  first_reply_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  first_reply_by: string | null;
  first_reply_seconds: number | null;
  solution_seconds: number | null;
  merged_into: string | null;
  breached: ListSet<string>;
  first_reply_work_seconds: number | null;
  solution_work_seconds: number | null;
  incident_id: string | null;
  incident_number: number | null;
  attached_count: Generated<number>;
  has_important: Generated<boolean>;
  label_bits: Generated<number>;
}

export interface TicketExportTable {
  workspace_id: string;
  id: string;
  employee_id: string;
  scopes: ListSet<string>;
  mode: string;
  format: string;
  condition: string;
  sort: string | null;
  fields: List<string>;
  language: string;
  name: string;
  total: number | null;
  written: Generated<number>;
  size: number | null;
  started_at: Moment;
  ended_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  cancelled: Generated<boolean>;
  fault: string | null;
  expires_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  removed: Generated<boolean>;
  asked: JsonSet;
}

export interface TicketPersonTable {
  workspace_id: string;
  ticket_id: string;
  employee_id: string;
  part: string;
  unread: Generated<boolean>;
  at_work: Generated<boolean>;
}

export interface TicketTouchedTable {
  workspace_id: string;
  ticket_id: string;
  txid: Generated<string>;
  at: MomentSet;
}

export interface TicketWindowTable {
  workspace_id: string;
  ticket_id: string;
  id: string;
  employee_id: string;
  until: Moment;
}

export interface TimeEntryTable {
  workspace_id: string;
  id: string;
  ticket_id: string;
  employee_id: string;
  minutes: number;
  text: string;
  worked_on: string;
  created_at: Moment;
}

export interface ViewPinTable {
  workspace_id: string;
  employee_id: string;
  view_id: string;
  pinned_at: Moment;
}

export interface WorkingTimeTable {
  workspace_id: string;
  id: string;
  employee_id: string;
  started_at: Moment;
  ended_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  corrected_by: string | null;
  corrected_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  was_started_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  was_ended_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export interface WorkspaceTable {
  id: string;
  slug: string;
  name: string;
  time_zone: Generated<string>;
  locale: Generated<string>;
  preset: string;
  settings: JsonSet;
  created_at: MomentSet;
  configuration: Generated<number>;
  access: Generated<number>;
  version: Generated<number>;
  updated_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  updated_by: string | null;
}

export interface Tables {
  api_token: ApiTokenTable;
  attempt: AttemptTable;
  auth_account: AuthAccountTable;
  auth_session: AuthSessionTable;
  auth_user: AuthUserTable;
  auth_verification: AuthVerificationTable;
  automation_job: AutomationJobTable;
  bulk: BulkTable;
  bulk_ticket: BulkTicketTable;
  calendar: CalendarTable;
  calendar_version: CalendarVersionTable;
  canned_group: CannedGroupTable;
  canned_reply: CannedReplyTable;
  client_category: ClientCategoryTable;
  company: CompanyTable;
  contact: ContactTable;
  custom_field: CustomFieldTable;
  draft: DraftTable;
  employee: EmployeeTable;
  employee_place: EmployeePlaceTable;
  event: EventTable;
  event_seal: EventSealTable;
  event_seal_head: EventSealHeadTable;
  file: FileTable;
  formula_run: FormulaRunTable;
  held_message: HeldMessageTable;
  idempotency: IdempotencyTable;
  letter_in: LetterInTable;
  letter_out: LetterOutTable;
  macro: MacroTable;
  mail_address: MailAddressTable;
  mailbox: MailboxTable;
  message: MessageTable;
  messenger: MessengerTable;
  messenger_chat: MessengerChatTable;
  messenger_in: MessengerInTable;
  messenger_out: MessengerOutTable;
  migration: MigrationTable;
  notice: NoticeTable;
  notice_template: NoticeTemplateTable;
  occupancy: OccupancyTable;
  place: PlaceTable;
  priority: PriorityTable;
  process: ProcessTable;
  process_draft: ProcessDraftTable;
  process_migration: ProcessMigrationTable;
  rehearsal: RehearsalTable;
  rehearsal_ticket: RehearsalTicketTable;
  reminder: ReminderTable;
  role: RoleTable;
  rule: RuleTable;
  rule_run: RuleRunTable;
  rule_version: RuleVersionTable;
  rule_waited: RuleWaitedTable;
  saved_view: SavedViewTable;
  service: ServiceTable;
  service_category: ServiceCategoryTable;
  service_role: ServiceRoleTable;
  service_type: ServiceTypeTable;
  setup_token: SetupTokenTable;
  shown_debt: ShownDebtTable;
  sla_run: SlaRunTable;
  sms_gateway: SmsGatewayTable;
  sms_out: SmsOutTable;
  split: SplitTable;
  team: TeamTable;
  team_member: TeamMemberTable;
  team_turn: TeamTurnTable;
  ticket: TicketTable;
  ticket_export: TicketExportTable;
  ticket_person: TicketPersonTable;
  ticket_touched: TicketTouchedTable;
  ticket_window: TicketWindowTable;
  time_entry: TimeEntryTable;
  view_pin: ViewPinTable;
  working_time: WorkingTimeTable;
  workspace: WorkspaceTable;
}
