/**
 * A piece of SQL with its values apart: `strings` has one more element than `params`. A caller with its own builder
 * takes these two (`sql(strings, ...params)` of Kysely); `number` makes text of them.
 */
export type Sql = { readonly strings: TemplateStringsArray; readonly params: readonly unknown[] };

function isSql(value: unknown): value is Sql {
  return typeof value === "object" && value !== null && "strings" in value && "params" in value;
}

function fragment(strings: readonly string[], params: readonly unknown[]): Sql {
  return { strings: Object.assign([...strings], { raw: strings }), params };
}

/** Builds SQL: pieces are put in as they are, every other value becomes a parameter. */
export function sql(strings: TemplateStringsArray, ...values: readonly unknown[]): Sql {
  const texts = [strings[0] ?? ""];
  const params: unknown[] = [];
  const append = (text: string) => {
    texts[texts.length - 1] += text;
  };
  values.forEach((value, i) => {
    if (isSql(value)) {
      append(value.strings[0] ?? "");
      texts.push(...value.strings.slice(1));
      params.push(...value.params);
    } else {
      params.push(value);
      texts.push("");
    }
    append(strings[i + 1] ?? "");
  });
  return fragment(texts, params);
}

/** A name of a table or a column, quoted. Names come from the code, never from input; anything unusual throws. */
export function named(name: string): Sql {
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) throw new Error(`Not a name of a table or a column: ${name}`);
  return fragment([`"${name}"`], []);
}

/** A column of the table, quoted. */
export const column = (table: string, name: string): Sql => sql`${named(table)}.${named(name)}`;

/** A key of our own, such as a category, as it stands in SQL; anything that is not plain letters throws. */
export function literal(key: string): Sql {
  if (!/^[a-z_]{1,60}$/.test(key)) throw new Error(`Not a key: ${key}`);
  return fragment([`'${key}'`], []);
}

/** Pieces with `and` or `or` between them, in parentheses; without any, what they say of nothing. */
export function joined(parts: readonly Sql[], by: "and" | "or"): Sql {
  const [first, ...more] = parts;
  if (!first) return by === "and" ? sql`true` : sql`false`;
  if (more.length === 0) return first;
  return sql`(${more.reduce((left, right) => (by === "and" ? sql`${left} and ${right}` : sql`${left} or ${right}`), first)})`;
}

/** The text with a placeholder for each value: `$1` and on, or what `param` answers for it. */
export function numbered({ strings, params }: Sql, param?: (value: unknown) => string): string {
  return params.reduce<string>(
    (text, value, i) => `${text}${param ? param(value) : `$${i + 1}`}${strings[i + 1] ?? ""}`,
    strings[0] ?? "",
  );
}
