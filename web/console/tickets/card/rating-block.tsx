import { StarFilledIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import { formatMoment } from "../../../kit/format.ts";
import classes from "./block.module.css";
import { Block, Nothing } from "./block.tsx";
import { useCard } from "./card.ts";

/** What the client thinks of it; only he changes it [H-RATE-01, H-RATE-03]. */
export function RatingBlock() {
  const { t } = useTranslation("card");
  const { rating, ratingComment, ratedAt } = useCard().ticket;
  return (
    <Block title={t("rating.title")}>
      {rating === null ? (
        <Nothing>{t("rating.none")}</Nothing>
      ) : (
        <>
          <div className={classes.line}>
            <span className={classes.stars} role="img" aria-label={t("rating.score", { score: rating })}>
              {[1, 2, 3, 4, 5].map((star) => (
                <StarFilledIcon key={star} data-on={star <= rating || undefined} />
              ))}
            </span>
            {ratedAt && <Nothing>{formatMoment(ratedAt)}</Nothing>}
          </div>
          {ratingComment && <p className={classes.quote}>{ratingComment}</p>}
        </>
      )}
    </Block>
  );
}
