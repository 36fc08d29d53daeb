import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Catalogue, filledCategories, findServices, recentServices, type Service } from "./catalogue.ts";

const water = { id: "1", name: "Вода", icon: "droplet" };
const service = (id: string, name: string, more: Partial<Service> = {}): Service => ({
  id,
  name,
  annotation: "",
  category: water,
  form: [],
  rating: null,
  ...more,
});
const tap = service("a", "Сантехник", {
  form: [{ key: "what", label: "Что течёт", type: "list", options: ["Кран", "Батарея"] }],
});
const lift = service("b", "Лифт", { category: null, annotation: "Застрял или шумит" });

describe("the catalogue", () => {
  it("finds a service by its name, its annotation and the words of its order form", () => {
    const found = (words: string) => findServices([tap, lift], words).map(({ id }) => id);
    assert.deepEqual(found("сант"), ["a"]);
    assert.deepEqual(found("течет кран"), ["a"]);
    assert.deepEqual(found("шумит"), ["b"]);
    assert.deepEqual(found("домофон"), []);
    assert.deepEqual(found(" "), ["a", "b"]);
  });

  it("leaves out categories without services", () => {
    const empty = { id: "2", name: "Лифты", icon: null, position: 1 };
    const catalogue: Catalogue = { items: [tap, lift], categories: [{ ...water, position: 0 }, empty] };
    const filled = filledCategories(catalogue).map(({ category, services }) => [category.name, services.length]);
    assert.deepEqual(filled, [["Вода", 1]]);
  });

  it("takes recent services once and only those that can be ordered", () => {
    const of = (id: string | null) => ({ service: id === null ? null : { id } });
    const tickets = [of("b"), of("gone"), of(null), of("b"), of("a")];
    assert.deepEqual(
      recentServices([tap, lift], tickets, 5).map(({ id }) => id),
      ["b", "a"],
    );
    assert.equal(recentServices([tap, lift], tickets, 1).length, 1);
  });
});
