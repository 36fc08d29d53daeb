import type { Static } from "typebox";
import type { CatalogueItem } from "../../contract/catalog.ts";
import type { Request, Response } from "../../contract/routes.ts";
import { formWords, hasWords } from "../../core/forms/order-form.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx, Person } from "../platform/http/context.ts";
import { formOf, optionsOf } from "./read-services.ts";

type Item = Static<typeof CatalogueItem>;

/** A catalogue is read whole: nobody offers more. */
const MOST = 1_000;

/**
 * What a client can order: active services for the portal, not paid, of types that are neither internal nor of the
 * whole building. Found by name and by the words of the order form [H-RCAT-08]. First those with a tag of the client
 * or of his unit, each part by position of category, then of service [H-RCAT-05, H-RCAT-06].
 */
export const listCatalogue = (ctx: Ctx, query: Request<"listCatalogue">["query"]): Promise<Response<"listCatalogue">> =>
  ctx.read(async (tx) => {
    const all = await readOrderable(tx, ctx.workspaceId);
    const tags = await readClientTags(tx, ctx.person);
    const search = query.search ?? "";
    const found = all
      .filter(({ item }) => query.category === undefined || item.category?.id === query.category)
      .filter(({ item }) => hasWords(`${item.name}\n${item.annotation}\n${formWords(item.form)}`, search));
    const isHis = ({ tags: own }: Orderable) => own.some((tag) => tags.has(tag.toLowerCase()));
    const categories = new Map(all.flatMap(({ category }) => (category ? [[category.id, category] as const] : [])));
    return {
      items: [...found.filter(isHis), ...found.filter((one) => !isHis(one))].map(({ item }) => item),
      categories: [...categories.values()].toSorted((a, b) => a.position - b.position),
    };
  });

type Category = Response<"listCatalogue">["categories"][number];
type Orderable = { item: Item; tags: string[]; category: Category | null };

/** In the order of categories and services; services without a category come last. */
async function readOrderable(tx: Tx, workspaceId: string): Promise<Orderable[]> {
  const rows = await tx
    .selectFrom("service")
    .innerJoin("service_type", (join) =>
      join
        .onRef("service_type.workspace_id", "=", "service.workspace_id")
        .onRef("service_type.id", "=", "service.type_id"),
    )
    .leftJoin("service_category as category", (join) =>
      join.onRef("category.workspace_id", "=", "service.workspace_id").onRef("category.id", "=", "service.category_id"),
    )
    .select([
      "service.id",
      "service.name",
      "service.annotation",
      "service.form",
      "service.tags",
      "service.options",
      "service.rating_sum",
      "service.rating_count",
      "category.id as category_id",
      "category.name as category_name",
      "category.icon as category_icon",
      "category.position as category_position",
    ])
    .where("service.workspace_id", "=", workspaceId)
    .where("service.active", "=", true)
    .where("service.portal", "=", true)
    .where("service.paid", "=", false)
    .where("service_type.active", "=", true)
    .where("service_type.internal", "=", false)
    .where("service_type.common", "=", false)
    .orderBy("category.position", (order) => order.asc().nullsLast())
    .orderBy("category.name")
    .orderBy("service.position")
    .orderBy("service.name")
    .limit(MOST)
    .execute();
  return rows.map((row) => {
    const { category_id: id, category_name: name, category_icon: icon, category_position: position } = row;
    const category = id === null || name === null ? null : { id, name, icon, position: position ?? 0 };
    return {
      tags: row.tags,
      category,
      item: {
        id: row.id,
        name: row.name,
        annotation: row.annotation,
        category: category && { id: category.id, name: category.name, icon },
        form: formOf(row.form),
        rating: ratingOf(row.rating_sum, row.rating_count, optionsOf(row.options).rating !== "hidden"),
      },
    };
  });
}

/** The average of all ratings to one decimal, unless the service hides it [H-RRAT-04, H-RRAT-05]. */
function ratingOf(sum: number, count: number, shown: boolean): Item["rating"] {
  return shown && count > 0 ? { average: Math.round((sum / count) * 10) / 10, count } : null;
}

/** The tags of a client and of his units, in small letters; an employee who looks has none. */
async function readClientTags(tx: Tx, { kind, id, workspaceId }: Person): Promise<Set<string>> {
  if (kind !== "contact") return new Set();
  const own = await tx
    .selectFrom("contact")
    .select("tags")
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .execute();
  const units = await tx
    .selectFrom("occupancy")
    .innerJoin("place", (join) =>
      join.onRef("place.workspace_id", "=", "occupancy.workspace_id").onRef("place.id", "=", "occupancy.place_id"),
    )
    .select("place.tags")
    .where("occupancy.workspace_id", "=", workspaceId)
    .where("occupancy.contact_id", "=", id)
    .limit(1_000)
    .execute();
  return new Set([...own, ...units].flatMap(({ tags }) => tags.map((tag) => tag.toLowerCase())));
}
