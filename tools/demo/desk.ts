import type { FormElement } from "../../core/forms/order-form.ts";
import type { Actor } from "../../core/process/commands.ts";
import type { ThreadAct } from "../../server/conversation/enter-conversation.ts";
import type { NewTicket } from "../../server/tickets/open-ticket.ts";
import type { PictureKind } from "./pictures.ts";
import type { Scenario } from "./scenario.ts";

/** An employee as the stories need him. */
export type Worker = {
  id: string;
  mailbox: string;
  polite: string;
  feminine: boolean;
  actor: Actor;
  /** Names of his teams. */
  teams: ReadonlySet<string>;
  /** Null: sees all places. */
  places: ReadonlySet<string> | null;
};

/** A resident, or somebody who works for a company. */
export type Client = {
  id: string;
  /** As he is called on lists. */
  name: string;
  email: string | null;
  polite: string;
  phone: string | null;
  feminine: boolean;
  /** Signs in to the portal. */
  portal: boolean;
  actor: Actor;
  company: { id: string; managerId: string | null; managerTeamId: string | null; observerIds: string[] } | null;
};

/** A place with what is said of it; `path` are its ancestors and itself. */
export type Spot = {
  id: string;
  kind: string;
  path: readonly string[];
  site: string;
  siteId: string;
  entrance: string | null;
  floor: string | null;
  unit: string | null;
};

export type LoadedDemoService = {
  id: string;
  name: string;
  typeId: string;
  processKey: string;
  team: { id: string; name: string } | null;
  form: FormElement[];
  /** What the process asks of it: `requireDocument`, `qualityControl`… */
  options: ReadonlySet<string>;
  common: boolean;
  internal: boolean;
};

/** A demo workspace as it stands before tickets are entered: everything by its name. */
export type Desk = {
  workspaceId: string;
  slug: string;
  zone: string;
  /** The present of the workspace: when it was filled. */
  base: Date;
  staff: readonly Worker[];
  services: ReadonlyMap<string, LoadedDemoService>;
  /** Flats with who lives there, or sites with who works there. */
  homes: readonly { spot: Spot; people: readonly Client[] }[];
  /** Entrances and sites by id. */
  spots: ReadonlyMap<string, Spot>;
  cancelReasons: readonly string[];
};

/** How a ticket goes. */
export type Course =
  | "plain"
  | "asked"
  | "held"
  | "again"
  | "dropped"
  | "refused"
  | "called-off"
  | "handed"
  | "forgotten";
/** Where a story is broken off, for tickets that are to stand just there. */
export type Mark = "opened" | "said" | "answered" | "taken" | "held" | "done" | "rated";

/** A ticket that is to be made up. Everything else follows from the seed. */
export type Plan = {
  number: number;
  at: Date;
  scenario: Scenario;
  course?: Course;
  /** Address of the client; otherwise anybody. */
  by?: string;
  /** Where it plays, by the site's name. */
  site?: string;
  /** Which home of the site, where each is to be another one. */
  home?: number;
  until?: Mark;
  /** The moment at which it is done, where many end together. */
  endsAt?: Date;
  /** Number of a ticket that this one belongs to. */
  linkedTo?: number;
  /** It is told in the other one too. */
  linksBack?: boolean;
  /** What chance goes by; by the workspace and the number where nothing is said. */
  seed?: string;
  /** So many messages and notes more are written while it is worked on. */
  talk?: number;
};

/** A file that is still to be drawn and stored. */
export type Picture = { kind: PictureKind; name: string; stamp: string | null };
export type StoryAct = Omit<ThreadAct, "fileIds"> & { picture?: Picture };

/** A ticket with its past, as it was made up; nothing lies after the desk's present. */
export type Tale = {
  number: number;
  opened: { at: Date; actor: Actor; ticket: NewTicket; picture?: Picture };
  acts: StoryAct[];
  linkedTo?: number;
  linksBack?: boolean;
};
