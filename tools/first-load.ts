/** What of the built web a page needs before anybody can do anything with it, told by the build's own chunks. */

/** A piece of the build: the modules in it, the pieces it cannot do without, the module that it was made for. */
export type Chunk = {
  fileName: string;
  facadeModuleId: string | null;
  imports: readonly string[];
  moduleIds: readonly string[];
};

/** Where each face starts, in `web`; `list` is what the console shows first. */
const STARTS = {
  portal: ["portal/main.tsx", "portal/index.html", "portal/screens.tsx"],
  console: ["console/main.tsx", "console/index.html"],
  list: ["console/tickets/list/list-screen.tsx"],
};
type Start = keyof typeof STARTS;

/** What each face loads in words before its first page, as `locales/<language>/<name>.json`. */
const TEXTS = { portal: ["common", "portal"], console: ["common", "shell", "list", "refusal"] };

/** The chunks of a face's first load with the texts of a language: what a browser has to have for the first page. */
export function firstLoad(chunks: readonly Chunk[], face: "console" | "portal", language: string): Chunk[] {
  const starts = face === "portal" ? STARTS.portal : [...STARTS.console, ...STARTS.list];
  const texts = TEXTS[face].map((name) => `locales/${language}/${name}.json`);
  return closure(chunks, madeFor([...starts.map((start) => `web/${start}`), ...texts]));
}

/**
 * What is loaded in one piece: what both faces start with, what only one of them, or only the list, needs besides, and
 * what many screens of the console share after that, as menus and dialogs are.
 */
export const PARTS = ["base", "portal", "console", "list", "shared"] as const;
export type Part = (typeof PARTS)[number];

/** Among so many pieces something is shared by many. */
const MANY = 4;

/** Which part each module belongs to, by its id, as far as it belongs to any; no part needs one that comes after it. */
export function partsOf(chunks: readonly Chunk[]): ReadonlyMap<string, Part> {
  const modules = (isStart: (chunk: Chunk) => boolean) =>
    new Set(closure(chunks, isStart).flatMap(({ moduleIds }) => moduleIds));
  const of = (start: Start) => modules(madeFor(STARTS[start].map((path) => `web/${path}`)));
  const [portal, console, list] = [of("portal"), of("console"), of("list")];
  const ever = (face: string) => modules(({ facadeModuleId }) => facadeModuleId?.includes(`/web/${face}/`) ?? false);
  const [everOfPortal, everOfConsole] = [ever("portal"), ever("console")];
  const users = new Map<string, number>();
  for (const name of chunks.flatMap(({ imports }) => imports)) users.set(name, (users.get(name) ?? 0) + 1);
  const shared = modules(({ fileName, facadeModuleId }) => !facadeModuleId && (users.get(fileName) ?? 0) >= MANY);

  const parts = new Map<string, Part>();
  for (const id of new Set([...portal, ...console, ...list, ...shared])) {
    // A part of one face holds nothing that the other one ever loads: it would start the wrong face along with it.
    if (portal.has(id) && (console.has(id) || list.has(id))) parts.set(id, "base");
    else if (portal.has(id) && !everOfConsole.has(id)) parts.set(id, "portal");
    // Small things of our own that the one starts with and the other loads later: a file for each would cost more.
    else if ((console.has(id) || list.has(id)) && everOfPortal.has(id) && isOwn(id)) parts.set(id, "base");
    else if (!everOfPortal.has(id)) parts.set(id, console.has(id) ? "console" : list.has(id) ? "list" : "shared");
  }
  return parts;
}

const isOwn = (id: string): boolean => !id.includes("node_modules") && !id.startsWith("\0");

/** Whether a chunk was made for one of these modules, named by the ends of their ids. */
const madeFor =
  (ends: readonly string[]) =>
  ({ facadeModuleId }: Chunk): boolean =>
    ends.some((end) => facadeModuleId?.endsWith(`/${end}`));

/** The chunks to start with, and all that they import. */
function closure(chunks: readonly Chunk[], isStart: (chunk: Chunk) => boolean): Chunk[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const found = new Set(chunks.filter(isStart));
  for (const { imports } of found) {
    for (const name of imports) {
      const chunk = byName.get(name);
      if (chunk) found.add(chunk);
    }
  }
  return [...found];
}
