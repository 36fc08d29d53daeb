import { Popover, Skeleton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../../kit/query.ts";
import { useMay } from "../../../kit/session.ts";
import classes from "./block.module.css";
import { Fact, Facts, Nothing } from "./block.tsx";

/** An address with tags, note and personal account behind it; the title of the pop-over opens its card [H-CARD-07]. */
export function PlaceName({ id, name }: { id: string; name: string }) {
  return (
    <Popover withArrow position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={classes.link}>
          {name}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <PlaceCard id={id} name={name} />
      </Popover.Dropdown>
    </Popover>
  );
}

function PlaceCard({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation(["card", "common"]);
  const may = useMay();
  const { data } = useRoute("getPlace", { params: { id } });
  return (
    <div className={classes.pop}>
      {may("section.places") ? (
        <Link className={`${classes.link} ${classes.popTitle}`} to="/places" search={{ open: id }}>
          {name}
        </Link>
      ) : (
        <span className={classes.popTitle}>{name}</span>
      )}
      {data ? (
        <Facts>
          <Fact label={t("place.account")}>{data.account ?? <Nothing>{t("common:notSet")}</Nothing>}</Fact>
          <Fact label={t("place.note")}>{data.note || <Nothing>{t("common:notSet")}</Nothing>}</Fact>
          <Fact label={t("place.tags")}>
            <Tags tags={data.tags} />
          </Fact>
        </Facts>
      ) : (
        <Skeleton height={48} />
      )}
    </div>
  );
}

export function Tags({ tags }: { tags: readonly string[] }) {
  const { t } = useTranslation();
  if (tags.length === 0) return <Nothing>{t("notSet")}</Nothing>;
  return (
    <span className={classes.tags}>
      {tags.map((tag) => (
        <span key={tag} className={classes.tag}>
          {tag}
        </span>
      ))}
    </span>
  );
}
