import { useTranslation } from "react-i18next";
import { CategoryIcon } from "../../kit/category-icon.tsx";
import { Go } from "../address.tsx";
import { type Catalogue, filledCategories } from "../services/catalogue.ts";
import classes from "./home.module.css";

/** Up to so many services stand on Home themselves, without their categories between. */
const FEW = 6;

/** The ways into the catalogue: its categories, or its services while they are few. */
export function ServiceTiles({ catalogue }: { catalogue: Catalogue }) {
  const { t } = useTranslation("portal");
  const tiles = tilesOf(catalogue);
  return (
    <ul className={classes.tiles}>
      {tiles.map(({ to, name, icon }) => (
        <li key={to}>
          <Go to={to} className={classes.tile}>
            <CategoryIcon name={icon} />
            <span>
              <bdi>{name}</bdi>
            </span>
          </Go>
        </li>
      ))}
      {catalogue.items.length > FEW && (
        <li>
          <Go to="services" className={classes.tile} data-all>
            <CategoryIcon name="grid" />
            <span>{t("home.all")}</span>
          </Go>
        </li>
      )}
    </ul>
  );
}

function tilesOf(catalogue: Catalogue): { to: string; name: string; icon: string | null }[] {
  const filled = filledCategories(catalogue);
  if (catalogue.items.length <= FEW || filled.length < 2) {
    return catalogue.items
      .slice(0, FEW)
      .map(({ id, name, category }) => ({ to: `order/${id}`, name, icon: category?.icon ?? null }));
  }
  return filled.map(({ category: { id, name, icon }, services: [only, ...more] }) =>
    // A category of one is that service.
    only && more.length === 0
      ? { to: `order/${only.id}`, name: only.name, icon }
      : { to: `services?category=${id}`, name, icon },
  );
}
