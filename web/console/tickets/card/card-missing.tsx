import { ActionIcon, Skeleton } from "@mantine/core";
import { Cross2Icon } from "@radix-ui/react-icons";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { isProblem } from "../../../kit/problem.ts";
import classes from "./card.module.css";

/** In the place of a ticket that is on its way, is not there, or could not be fetched. */
export function CardMissing(props: { error: unknown; onRetry: () => void; onClose?: () => void }) {
  const { t } = useTranslation("card");
  const { onClose } = props;
  return (
    <div className={classes.page}>
      {onClose && (
        <div className={classes.close}>
          <ActionIcon aria-label={t("header.close")} onClick={onClose}>
            <Cross2Icon />
          </ActionIcon>
        </div>
      )}
      <Missing {...props} />
    </div>
  );
}

function Missing({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation("card");
  const navigate = useNavigate();
  if (!error) return <CardSkeleton />;
  // 422: the address holds what is no number.
  if (!isProblem(error) || ![404, 422].includes(error.status)) return <ErrorState error={error} onRetry={onRetry} />;
  return (
    <EmptyState
      title={t("missing.title")}
      why={t("missing.text")}
      action={{ label: t("missing.list"), run: () => void navigate({ to: "/tickets", search: {} }) }}
    />
  );
}

function CardSkeleton() {
  const { t } = useTranslation();
  return (
    <output className={classes.skeleton} aria-label={t("loading")}>
      <Skeleton height={20} width="50%" />
      <Skeleton height={12} width="80%" />
      <Skeleton height={12} width="65%" />
      <Skeleton height={56} width="60%" radius={10} mt={16} />
      <Skeleton height={40} width="45%" radius={10} style={{ justifySelf: "end" }} />
      <Skeleton height={72} width="55%" radius={10} />
    </output>
  );
}
