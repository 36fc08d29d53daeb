import { ChevronRightIcon } from "@radix-ui/react-icons";
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Place } from "../../../../contract/places.ts";
import { ErrorState } from "../../../kit/error-state.tsx";
import { useRoutePages } from "../../../kit/query.ts";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import classes from "./tree.module.css";
import { walkTree } from "./walk-tree.ts";

type Shown = {
  /** Whether a place may be opened; those without children never are. */
  opens: (place: Place) => boolean;
  draw: (place: Place, state: { isChosen: boolean }) => ReactNode;
  choose: (place: Place) => void;
  chosen: string | undefined;
  open: ReadonlySet<string>;
  toggle: (id: string, open: boolean) => void;
};

/**
 * The tree of places, loaded level by level as it is opened. Arrows walk, Enter chooses. `path` is opened from the
 * start: the way to what is chosen.
 */
export function PlaceTree(props: {
  label: string;
  draw: Shown["draw"];
  choose: Shown["choose"];
  chosen?: string | undefined;
  path?: readonly string[];
  opens?: Shown["opens"];
  empty: ReactNode;
}) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(props.path));
  const path = props.path?.join() ?? "";
  // Another place was chosen, perhaps from elsewhere: the way to it opens, and what is open stays.
  useEffect(() => {
    if (path !== "") setOpen((now) => new Set([...now, ...path.split(",")]));
  }, [path]);
  const shown: Shown = {
    opens: props.opens ?? (() => true),
    draw: props.draw,
    choose: props.choose,
    chosen: props.chosen,
    open,
    toggle: (id, isOpen) =>
      setOpen((now) => (isOpen ? new Set([...now, id]) : new Set([...now].filter((one) => one !== id)))),
  };
  return (
    <div
      className={classes.tree}
      role="tree"
      aria-label={props.label}
      onKeyDown={(event) => walkTree(event, shown.toggle)}
    >
      <Branch parent={undefined} level={1} shown={shown} empty={props.empty} />
    </div>
  );
}

type BranchProps = { parent: string | undefined; level: number; shown: Shown; empty?: ReactNode };

function Branch({ parent, level, shown, empty }: BranchProps) {
  const { t } = useTranslation("placesUi");
  const query = useRoutePages("listPlaces", {
    query: { ...(parent === undefined ? { roots: true } : { parent }), limit: 100 },
  });
  const places = query.data?.pages.flatMap((page) => page.items) ?? [];
  // A tree with one root says nothing until it is open.
  const onlyRoot = level === 1 && !query.hasNextPage && places.length === 1 ? places[0]?.id : undefined;
  const openRoot = useEffectEvent((id: string) => shown.toggle(id, true));
  useEffect(() => {
    if (onlyRoot !== undefined) openRoot(onlyRoot);
  }, [onlyRoot]);
  if (query.isPending)
    return (
      <div role="none">
        <SkeletonRows rows={level === 1 ? 6 : 2} />
      </div>
    );
  if (query.error && places.length === 0)
    return (
      <div role="none">
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  if (places.length === 0 && empty) return <div role="none">{empty}</div>;
  return (
    <>
      {places.map((place, index) => (
        <Node key={place.id} place={place} level={level} shown={shown} isFirst={level === 1 && index === 0} />
      ))}
      {query.hasNextPage && (
        <div role="none">
          <button
            type="button"
            className={classes.more}
            style={{ paddingInlineStart: level * 16 + 16 }}
            disabled={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t("tree.more")}
          </button>
        </div>
      )}
    </>
  );
}

function Node({ place, level, shown, isFirst }: { place: Place; level: number; shown: Shown; isFirst: boolean }) {
  const { t } = useTranslation("placesUi");
  const item = useRef<HTMLDivElement>(null);
  const mayOpen = place.children > 0 && shown.opens(place);
  const isOpen = mayOpen && shown.open.has(place.id);
  const isChosen = shown.chosen === place.id;
  useEffect(() => {
    if (isChosen) item.current?.scrollIntoView({ block: "nearest" });
  }, [isChosen]);
  return (
    <div role="none">
      <div
        ref={item}
        role="treeitem"
        className={classes.row}
        aria-level={level}
        aria-selected={isChosen}
        {...(mayOpen ? { "aria-expanded": isOpen } : {})}
        tabIndex={isChosen || (shown.chosen === undefined && isFirst) ? 0 : -1}
        data-id={place.id}
        data-chosen={isChosen || undefined}
        style={{ paddingInlineStart: (level - 1) * 16 }}
      >
        <button
          type="button"
          className={classes.turn}
          tabIndex={-1}
          // The item itself says whether it is open, and its keys open it.
          aria-hidden
          title={mayOpen ? t(isOpen ? "tree.close" : "tree.open", { name: place.name }) : undefined}
          data-open={isOpen || undefined}
          disabled={!mayOpen}
          onClick={() => shown.toggle(place.id, !isOpen)}
        >
          {mayOpen && <ChevronRightIcon />}
        </button>
        {/* The item is chosen by the keyboard through the tree: see walkTree. */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the item around it has the role */}
        <div className={classes.label} data-label onClick={() => shown.choose(place)}>
          {shown.draw(place, { isChosen })}
        </div>
      </div>
      {isOpen && <Branch parent={place.id} level={level + 1} shown={shown} />}
    </div>
  );
}
