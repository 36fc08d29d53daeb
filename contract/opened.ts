import { Type } from "typebox";
import { LIMITS } from "../core/process/limits.ts";
import { Body, Email, LongText, Name, Nullable, Phone, Uuid } from "./shape.ts";

export const Ids = Type.Array(Uuid, { maxItems: 20, uniqueItems: true });
export const OtherPlaces = Type.Array(Uuid, { maxItems: LIMITS.otherPlaces, uniqueItems: true });
export const Form = Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), { maxProperties: 100 });
export const UnregisteredClient = Body({ name: Name, phone: Type.Optional(Phone), email: Type.Optional(Email) });

/** What is said of a ticket that is opened, whether from nothing or out of another. */
export const Opened = {
  subject: Type.Optional(Type.String({ maxLength: 500 })),
  description: Type.Optional(LongText),
  priority: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
  service: Type.Optional(Uuid),
  serviceType: Type.Optional(Uuid),
  /** A client who is not registered, instead of `contact`. */
  client: Type.Optional(UnregisteredClient),
  form: Type.Optional(Form),
  custom: Type.Optional(Form),
  /** A status to begin with, of those that the process lets employees choose from. */
  status: Type.Optional(Type.String({ maxLength: 60 })),
  /** The planned moment of solution, instead of what the SLA rules promise; without an offset it is local. */
  dueAt: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
  team: Type.Optional(Nullable(Uuid)),
  assignees: Type.Optional(Ids),
  controllers: Type.Optional(Ids),
  observers: Type.Optional(Ids),
};
