import type { FormElement } from "../../core/forms/order-form.ts";
import type { PictureKind } from "./pictures.ts";

/** How often something happens by month (1 to 12), against the other months; 1 where nothing is said. */
export type Months = Partial<Record<number, number>>;

/** Where a ticket plays: at the flat, in the entrance, at the whole house; or not at a place of its own. */
export type Where = "unit" | "entrance" | "site" | "none";

type Answers = Readonly<Record<string, readonly (string | number | boolean | readonly string[])[]>>;

/** One thing that may be wrong: how it is called, what is written of it, and what is done about it in the end. */
export type Case = {
  subject: string;
  text: string;
  /** Said to the client, and kept as the status comment. */
  done: readonly string[];
  /** What is asked back, and answered. */
  asks?: readonly (readonly [string, string])[];
  /** Answers to questions of the order form that go with it, by key: one of these. */
  form?: Answers;
};

/**
 * A kind of ticket with everything that may be said in it. All texts are templates for `speak`; besides the names of
 * the place and the people they may use `[когда]` in `visits` (when the engineer comes) and `[дата]` in `holds`.
 */
export type Scenario = {
  /** Name of a service of the workspace. */
  service: string;
  /** How often, against the others of the workspace. */
  weight: number;
  months?: Months;
  where: Where;
  /** Somebody goes at once, at night too. */
  urgent?: true;
  /** Nobody goes anywhere: it is answered from the desk. */
  desk?: true;
  cases: readonly Case[];
  /** Answers to the other questions of the order form. */
  form?: Answers;
  /** First answer of the desk. */
  replies: readonly string[];
  /** The engineer says when he comes; the client answers. */
  visits?: readonly (readonly [string, string])[];
  /** Among colleagues. */
  notes?: readonly string[];
  /** Why it waits: the status comment, what the client is told, days from and to. */
  holds?: readonly { comment: string; told: string; days: readonly [number, number] }[];
  /** Why the client comes back with it. */
  again?: readonly string[];
  /** What a photo of it shows. */
  picture?: PictureKind;
};

/** A service as the demo sets it up; people and things are named by their names. */
export type DemoService = {
  name: string;
  type: string;
  category: string | null;
  team: string | null;
  annotation: string;
  note?: string;
  tags?: string[];
  form?: FormElement[];
  options?: Partial<
    Record<
      "routing" | "qualityControl" | "requireDocument" | "useControllers" | "clientMayReopen" | "appointment",
      boolean
    >
  >;
  /** Words before the @ of employees. */
  autoControllers?: string[];
  stages?: { name: string; approvers: string[]; rule: "all" | "any" }[];
  maxAssignees?: number;
  portal?: boolean;
  paid?: boolean;
};
