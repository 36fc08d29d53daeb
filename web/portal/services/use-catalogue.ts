import { useRoute } from "../../kit/query.ts";

/** What can be ordered, in the order of the server. It changes seldom, and is searched here: at once and offline. */
export const useCatalogue = () => useRoute("listCatalogue", {}, { staleTime: 5 * 60_000 });
