import { type FieldDef, fieldAccess, type Option, type Viewer } from "./field.ts";

/** All fields of a table in one workspace, in order: built in first, then the workspace's own. */
export type Registry = {
  readonly fields: readonly FieldDef[];
  /** The field with this key, alias or label in any language; case, spaces, `_` and `-` do not matter. */
  find(name: string): FieldDef | undefined;
};

/** Zero-width non-joiner, which Persian words contain and people leave out, counts as a space. */
const fold = (name: string) => name.toLowerCase().replace(/[\s_\u200c-]/g, "");

/**
 * Makes the registry. `options` fills lists that a workspace defines (statuses, channels, priorities) by field key.
 * Where two fields share a word, keys win over aliases and labels, then what conditions may ask, then the field that
 * stands first.
 * Throws when two fields have one key: that is a bug, not input.
 */
export function registry(
  builtIn: readonly FieldDef[],
  custom: readonly FieldDef[] = [],
  options: Readonly<Record<string, readonly Option[]>> = {},
): Registry {
  const fields = [...builtIn, ...custom].map((field) => {
    const own = options[field.key];
    return own ? { ...field, options: own } : field;
  });
  const byKey = new Map<string, FieldDef>();
  const byWord = new Map<string, FieldDef>();
  for (const field of fields) {
    if (byKey.has(field.key)) throw new Error(`Two fields have the key ${field.key}`);
    byKey.set(field.key, field);
  }
  const learn = (word: string, field: FieldDef) => {
    if (!byWord.has(fold(word))) byWord.set(fold(word), field);
  };
  for (const field of fields) learn(field.key, field);
  // What no condition may ask must not take a word from a field that one may.
  for (const field of [...fields.filter((one) => one.filterable), ...fields.filter((one) => !one.filterable)]) {
    if ("custom" in field.source) learn(field.source.custom, field);
    for (const word of [...(field.aliases ?? []), ...Object.values(field.label)]) learn(word, field);
  }
  return { fields, find: (name) => byKey.get(name) ?? byWord.get(fold(name)) };
}

/** The registry as the viewer may know it: a hidden field does not exist in conditions, sorts or columns. */
export function registryFor(all: Registry, viewer: Viewer): Registry {
  return registry(all.fields.filter((field) => fieldAccess(field, viewer) !== "hidden"));
}

/** The registry without these fields of the workspace's own, by their keys without `custom.`, or with what they are of. */
export function registryWithout(all: Registry, hidden: ReadonlySet<string>): Registry {
  return registry(
    all.fields.filter(
      ({ key, source, linked }) => !("custom" in source ? hidden.has(source.custom) : linked && hidden.has(key)),
    ),
  );
}
