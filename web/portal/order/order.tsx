import { useTranslation } from "react-i18next";
import { CategoryIcon } from "../../kit/category-icon.tsx";
import { EmptyState } from "../../kit/empty-state.tsx";
import { ErrorState } from "../../kit/error-state.tsx";
import { SkeletonRows } from "../../kit/skeleton-rows.tsx";
import { go } from "../address.tsx";
import { Page } from "../frame/page.tsx";
import { ServiceRating } from "../services/service-list.tsx";
import { useCatalogue } from "../services/use-catalogue.ts";
import classes from "./order.module.css";
import { OrderForm } from "./order-form.tsx";

/** The card of a service with its order form [H-RCAT-10]; `free`: a request in one's own words, without a service. */
export function Order({ id }: { id: string }) {
  const { t } = useTranslation("portal");
  const { data, error, refetch } = useCatalogue();
  if (id === "free") {
    return (
      <Page title={t("order.free")} back="">
        <OrderForm key={id} service={undefined} />
      </Page>
    );
  }
  const service = data?.items.find((item) => item.id === id);
  if (!service) {
    return (
      <Page title={t("order.title")} back="">
        {data && (
          <EmptyState
            title={t("order.gone")}
            why={t("order.goneWhy")}
            action={{ label: t("services.title"), run: () => go("services", { replace: true }) }}
          />
        )}
        {!data && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <SkeletonRows rows={6} />)}
      </Page>
    );
  }
  return (
    <Page title={service.name} {...(service.category ? { detail: service.category.name } : {})} back="">
      {(service.annotation || service.rating) && (
        <div className={classes.about}>
          <span className={classes.icon}>
            <CategoryIcon name={service.category?.icon} />
          </span>
          <p>
            <bdi>{service.annotation}</bdi>
          </p>
          <ServiceRating service={service} />
        </div>
      )}
      <OrderForm key={id} service={service} />
    </Page>
  );
}
