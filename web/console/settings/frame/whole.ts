/** The pages of a list that always comes whole. */
export const WHOLE = { isPending: false, error: null, refetch: () => undefined } as const;
