import type { ImportItem } from "../../contract/configuration.ts";
import type { Request, Response } from "../../contract/routes.ts";
import { configurationChanged, type Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import { type FieldEntry, parseFile, readFile } from "./file-shape.ts";
import { withIds } from "./portable-names.ts";
import { orderTakenRules, takeField, takeProcess, takeRule } from "./take-over.ts";

type Report = Response<"previewImport">;
type Body = Request<"previewImport">["body"];

/** What a trial has found; thrown, so that nothing of it stays. */
class Tried extends Error {
  readonly report: Report;
  constructor(report: Report) {
    super("A trial is undone");
    this.report = report;
  }
}

/** What a file would change here: it is taken over, and all of that is undone ([B-PROC-04]). 422 when unreadable. */
export async function previewImport(ctx: Ctx, { text }: Body): Promise<Report> {
  try {
    return await ctx.write(async (tx) => {
      throw new Tried(await takeOver(tx, ctx, text));
    });
  } catch (error) {
    if (error instanceof Tried) return error.report;
    throw error;
  }
}

/** Takes a file over, all of it or nothing: 422 `configuration/faulty` names what cannot be like this here. */
export const importConfiguration = (ctx: Ctx, { text }: Body): Promise<Report> =>
  ctx.write(async (tx) => {
    const report = await takeOver(tx, ctx, text);
    const faulty = report.items.flatMap(({ part, key, faults }) => faults.map((fault) => ({ ...fault, part, key })));
    if (faulty.length === 0) return report;
    throw new Problem(422, "configuration/faulty", "Something in the file cannot be like this here.", {
      refusals: faulty.map(({ code, at, text: message, part, key }) => ({
        code,
        field: `${part}.${key}${at ? `.${at}` : ""}`,
        message,
        mend: "Change it in the file, or add here what it names.",
      })),
    });
  });

/** Fields come first, because processes and rules name them; then processes, whose statuses rules name. */
async function takeOver(tx: Tx, ctx: Ctx, text: string): Promise<Report> {
  configurationChanged(tx);
  const { value, unknown } = await withIds(tx, ctx.workspaceId, parseFile(text));
  const file = readFile(value);
  // The use-cases take part in this one transaction.
  const within: Ctx = { ...ctx, ifMatch: null, read: (work) => work(tx), write: (work) => work(tx) };
  const items: ImportItem[] = [];
  for (const entry of sourcesFirst(file.fields)) items.push(await takeField(tx, within, entry));
  for (const entry of file.processes) items.push(await takeProcess(tx, within, entry));
  for (const entry of file.rules) items.push(await takeRule(tx, within, entry));
  if (items.every(({ faults }) => faults.length === 0)) await orderTakenRules(tx, within, file.rules);
  return { items: items.map((item) => withUnknown(item, file, unknown)) };
}

/** Names that nobody has here are faults of the things that name them. */
function withUnknown(item: ImportItem, file: ReturnType<typeof readFile>, unknown: readonly string[]): ImportItem {
  if (unknown.length === 0 || item.part === "field") return item;
  const thing =
    item.part === "process"
      ? file.processes.find(({ key }) => key === item.key)
      : file.rules.find(({ kind, name }) => `${kind}/${name}` === item.key);
  const text = JSON.stringify(thing ?? {});
  const missing = unknown.filter((name) => text.includes(JSON.stringify(name).slice(1, -1)));
  const faults = missing.map((name) => ({
    code: "unknown-name",
    at: "",
    text: `There is no ${name} here.`,
    params: { name: name.slice(name.indexOf(":") + 1) },
  }));
  return { ...item, faults: [...faults, ...item.faults] };
}

/** Formulas stand after what they read, other formulas too. */
function sourcesFirst(fields: readonly FieldEntry[]): FieldEntry[] {
  const ordered: FieldEntry[] = [];
  const visit = (field: FieldEntry, path: readonly FieldEntry[]) => {
    if (ordered.includes(field) || path.includes(field)) return;
    const reads = new Set(field.formula?.match(/custom\.[a-z][a-z0-9_]*/g));
    const sources = fields.filter(({ key, subject }) => subject === field.subject && reads.has(`custom.${key}`));
    for (const other of sources) visit(other, [...path, field]);
    ordered.push(field);
  };
  for (const field of fields) visit(field, []);
  return ordered;
}
