/** The project's code as a graph of imports, read by a real parser, for architecture.test.ts. */
import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { parseSync } from "vite";
import { projectFiles, ROOT } from "../tools/files.ts";

export type Import = {
  /** What is written, for example `../tickets/open-ticket.ts` or `kysely`. */
  specifier: string;
  /** The file meant, from the root, when it is ours; undefined for packages and `node:` modules. */
  target: string | undefined;
  /** `import type`: gone at run time, so it makes no cycle. */
  typeOnly: boolean;
};

export type SourceFile = {
  /** From the root, for example `server/tickets/move-ticket.ts`. */
  path: string;
  lines: number;
  /** The text with its comments blanked out. */
  code: string;
  imports: Import[];
  /** Nothing in it but `export … from`. */
  onlyReexports: boolean;
  /** It stands beside the code it tests, or under test/. */
  isTest: boolean;
};

/** All TypeScript of the project. Throws on a file that cannot be parsed. */
export function readSourceTree(): SourceFile[] {
  return projectFiles([".ts", ".tsx"]).map((path) => readSource(path, readFileSync(join(ROOT, path), "utf8")));
}

export function readSource(path: string, text: string): SourceFile {
  const { module, program, comments, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors.map((error) => error.message).join("; ")}`);
  const imports: Import[] = [];
  const add = (specifier: string, typeOnly: boolean) => {
    const target = specifier.startsWith(".") ? posix.join(posix.dirname(path), specifier) : undefined;
    imports.push({ specifier, target, typeOnly });
  };
  for (const { start, moduleRequest } of module.staticImports) {
    add(moduleRequest.value, /^import\s+type\s*[\w{*]/.test(text.slice(start)));
  }
  for (const { start, entries } of module.staticExports) {
    const request = entries[0]?.moduleRequest;
    if (request) add(request.value, /^export\s+type\s*[{*]/.test(text.slice(start)));
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const literal = /^["'`]([^"'`$]*)["'`]$/.exec(text.slice(moduleRequest.start, moduleRequest.end))?.[1];
    if (literal !== undefined) add(literal, false);
  }
  return {
    path,
    lines: text.trimEnd().split("\n").length,
    code: comments.reduce(
      (code, { start, end }) => code.slice(0, start) + " ".repeat(end - start) + code.slice(end),
      text,
    ),
    imports,
    onlyReexports:
      program.body.length > 0 &&
      program.body.every(
        (statement) =>
          statement.type === "ExportAllDeclaration" ||
          (statement.type === "ExportNamedDeclaration" && statement.source !== null),
      ),
    isTest: path.startsWith("test/") || /\.test\.tsx?$/.test(path),
  };
}

/** Whether a path from the root exists. */
export const exists = (path: string): boolean => existsSync(join(ROOT, path));

/** The files that reach themselves by imports that run, each cycle as one `a → b → a` line. */
export function importCycles(files: readonly SourceFile[]): string[] {
  const next = new Map(
    files.map((file) => [file.path, file.imports.flatMap((i) => (i.typeOnly || !i.target ? [] : [i.target]))]),
  );
  const cycles = new Map<string, string>();
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const from = trail.indexOf(path);
    if (from >= 0) {
      const cycle = trail.slice(from);
      cycles.set([...cycle].sort().join(), [...cycle, path].join(" → "));
      return;
    }
    if (done.has(path)) return;
    for (const target of next.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const { path } of files) visit(path, []);
  return [...cycles.values()];
}
