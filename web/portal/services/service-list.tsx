import { useTranslation } from "react-i18next";
import { CategoryIcon } from "../../kit/category-icon.tsx";
import { formatAverage } from "../../kit/format.ts";
import { Go } from "../address.tsx";
import { OnIcon, StarFilledIcon } from "../frame/icons.tsx";
import type { Service } from "./catalogue.ts";
import classes from "./services.module.css";

/** Services one below the other; each leads to its card. */
export function ServiceList({ services }: { services: readonly Service[] }) {
  return (
    <ul className={classes.list}>
      {services.map((service) => (
        <li key={service.id}>
          <Go to={`order/${service.id}`} className={classes.row}>
            <span className={classes.icon}>
              <CategoryIcon name={service.category?.icon} />
            </span>
            <span className={classes.text}>
              <span className={classes.name}>
                <bdi>{service.name}</bdi>
              </span>
              {service.annotation && (
                <span className={classes.about}>
                  <bdi>{service.annotation}</bdi>
                </span>
              )}
            </span>
            <ServiceRating service={service} />
            <OnIcon className="mirrored" />
          </Go>
        </li>
      ))}
    </ul>
  );
}

/** What all clients have made of it on average [H-RRAT-04]; nothing where nobody has rated or it is not shown. */
export function ServiceRating({ service: { rating } }: { service: Service }) {
  const { t } = useTranslation("portal");
  if (!rating || rating.count === 0) return null;
  const average = formatAverage(rating.average);
  return (
    <span className={classes.rating} title={t("services.rated", { count: rating.count })}>
      <StarFilledIcon />
      <span className="unseen">{t("services.rating")}</span>
      {average}
    </span>
  );
}
