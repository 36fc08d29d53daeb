import { formWords, hasWords } from "../../../core/forms/order-form.ts";
import type { Answer } from "../../kit/api.ts";

export type Catalogue = Answer<"listCatalogue">;
export type Service = Catalogue["items"][number];
export type Category = Catalogue["categories"][number];

/** Services found by their names, annotations and the words of their order forms [H-RCAT-08]. */
export function findServices(services: readonly Service[], words: string): Service[] {
  return services.filter(({ name, annotation, category, form }) =>
    hasWords([name, annotation, category?.name ?? "", formWords(form)].join("\n"), words),
  );
}

/** Categories that have something to order, with what it is. */
export function filledCategories({ items, categories }: Catalogue): { category: Category; services: Service[] }[] {
  return categories
    .map((category) => ({ category, services: items.filter((item) => item.category?.id === category.id) }))
    .filter(({ services }) => services.length > 0);
}

/** The services of these tickets, newest first and each once, as far as they can still be ordered. */
export function recentServices(
  services: readonly Service[],
  tickets: readonly { service: { id: string } | null }[],
  most: number,
): Service[] {
  const ids = [...new Set(tickets.flatMap(({ service }) => service?.id ?? []))];
  return ids.flatMap((id) => services.find((service) => service.id === id) ?? []).slice(0, most);
}
