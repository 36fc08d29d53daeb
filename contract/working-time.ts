import { type Static, Type } from "typebox";
import { routes } from "./route.ts";
import { Body, ById, Moment, Nullable, Ref, Uuid } from "./shape.ts";

/** A working day of an employee, from its start to its end. */
export const WorkingTime = Type.Object({
  id: Uuid,
  employee: Ref,
  startedAt: Moment,
  /** Null: the day goes on. */
  endedAt: Nullable(Moment),
  /** Null while it goes on. */
  seconds: Nullable(Type.Integer()),
  /** Who named a time by hand last, when, and what stood there before. */
  corrected: Nullable(Type.Object({ by: Ref, at: Moment, startedAt: Moment, endedAt: Nullable(Moment) })),
});
export type WorkingTime = Static<typeof WorkingTime>;

/** A record belongs to the month in which it began, in the zone of the workspace. */
const Month = Type.String({ pattern: "^20\\d\\d-(0[1-9]|1[0-2])$" });
/** A moment; without an offset it is meant in the zone of the workspace. */
const Named = Type.Optional(Type.String({ maxLength: 40 }));
const tag = "Working time";
const employees = ["section.employees"] as const;

export const workingTimeRoutes = routes({
  getWorkingDay: {
    summary: "Whether I am at work, and since when",
    tag,
    door: "employee",
    status: 200,
    answer: Type.Object({ enabled: Type.Boolean(), open: Nullable(WorkingTime) }),
  },
  startWorkingDay: {
    summary: "Start my working day",
    tag,
    door: "employee",
    status: 201,
    answer: WorkingTime,
    problems: ["working-time/not-kept", "working-time/day-started"],
  },
  endWorkingDay: {
    summary: "End my working day",
    example: { at: "2026-10-14T18:00" },
    description: "A day that was forgotten is ended at the moment that is named: after its start, and not ahead.",
    tag,
    door: "employee",
    body: Body({ at: Named }),
    status: 200,
    answer: WorkingTime,
    problems: ["working-time/day-not-started"],
  },
  listWorkingTime: {
    summary: "Working days of a month, the latest first, with their sum: mine, or an employee's",
    description: "Those of others take the permission `section.employees`.",
    tag,
    door: "employee",
    query: Type.Object({ month: Type.Optional(Month), employee: Type.Optional(Uuid) }),
    status: 200,
    answer: Type.Object({
      month: Type.String(),
      employee: Ref,
      /** At most 500. */
      items: Type.Array(WorkingTime),
      /** Of all that have ended, also of those that are not listed. */
      seconds: Type.Integer(),
      count: Type.Integer(),
    }),
  },
  sumWorkingTime: {
    summary: "Hours of a month by employee, by name",
    tag,
    door: employees,
    query: Type.Object({ month: Type.Optional(Month) }),
    status: 200,
    answer: Type.Object({
      month: Type.String(),
      /** At most 1,000. */
      items: Type.Array(
        Type.Object({
          employee: Ref,
          /** Of the days that have ended. */
          seconds: Type.Integer(),
          days: Type.Integer(),
          /** Since when he is at work. */
          openSince: Nullable(Moment),
        }),
      ),
      seconds: Type.Integer(),
    }),
  },
  getWorkingTimeFile: {
    summary: "All working days of a month as a file, with the sum of each employee",
    tag,
    door: employees,
    query: Type.Object({ month: Type.Optional(Month), format: Type.Enum(["xlsx", "csv"] as const) }),
    status: 200,
    answer: null,
    produces: "application/octet-stream",
  },
  correctWorkingTime: {
    summary: "Correct a working day, or end one that was forgotten",
    description: "The record keeps who did it, when, and what stood there before. Days of one employee do not overlap.",
    tag,
    door: employees,
    params: ById,
    body: Body({ startedAt: Named, endedAt: Named }),
    status: 200,
    answer: WorkingTime,
  },
});
