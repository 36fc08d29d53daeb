import type { Doors } from "../platform/http/doors.ts";
import type { Task } from "../platform/jobs.ts";
import { deliverSms } from "./deliver-sms.ts";
import { DELIVER_SMS, type SmsDeps } from "./deps.ts";
import { deleteGateway, getGateway, setGateway, testSms } from "./gateway.ts";
import { listSms } from "./list-sms.ts";

/** SMS of one server: their jobs and their doors. */
export type Sms = { tasks: Record<string, Task>; open: (doors: Doors) => void };

export const makeSms = (deps: SmsDeps): Sms => ({
  tasks: { [DELIVER_SMS]: (payload, job) => deliverSms(deps, payload, job) },
  open: ({ open }) => {
    open("getSmsGateway", (ctx) => ctx.read((tx) => getGateway(tx, ctx)));
    open("setSmsGateway", (ctx, { body }) => ctx.write((tx) => setGateway(tx, deps, ctx, body)));
    open("deleteSmsGateway", (ctx) => ctx.write((tx) => deleteGateway(tx, ctx)));
    open("testSms", (ctx, { body }) => testSms(deps, ctx, body));
    open("listSms", (ctx, { query }) => ctx.read((tx) => listSms(tx, ctx, query)));
  },
});
