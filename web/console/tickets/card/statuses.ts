/** A status as screens draw it. */
export type StatusOf = {
  key: string;
  name: Record<string, string>;
  colour: string;
  textColour?: string;
  category: string;
};

/** The statuses in the definition of a process, which the API hands on as it is. */
export function readStatuses(definition: unknown): Map<string, StatusOf> {
  const statuses = entriesOf(propertyOf(definition, "statuses"));
  return new Map(
    statuses.map(([key, status]) => {
      const names = entriesOf(propertyOf(status, "name")).flatMap(([language, name]) =>
        typeof name === "string" ? [[language, name]] : [],
      );
      const colour = propertyOf(status, "colour");
      const textColour = propertyOf(status, "textColour");
      const category = propertyOf(status, "category");
      return [
        key,
        {
          key,
          name: Object.fromEntries(names),
          colour: typeof colour === "string" ? colour : "grey",
          ...(typeof textColour === "string" ? { textColour } : {}),
          category: typeof category === "string" ? category : "open",
        },
      ];
    }),
  );
}

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === "object" && value !== null ? Object.entries(value) : [];
const propertyOf = (value: unknown, name: string): unknown => new Map(entriesOf(value)).get(name);
