import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../kit/session.ts";
import { goBack } from "../address.tsx";
import { BackIcon } from "./icons.tsx";
import classes from "./page.module.css";

/**
 * A page below its head. `back` is where the arrow leads when there is nowhere to return to; without it there is no
 * arrow. `width`: `wide` for two panes.
 */
export function Page(props: {
  title: string;
  /** A second, small line. */
  detail?: ReactNode;
  back?: string;
  /** At the end of the head. */
  extra?: ReactNode;
  /** The first of the portal's pages have their title for those who do not see alone. */
  quiet?: boolean;
  width?: "wide";
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const { workspace } = useMe();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${props.title} · ${workspace.name}`;
  }, [props.title, workspace.name]);
  // A new page is read from its title on; the first one is read by the browser itself.
  useEffect(() => {
    if (moved) heading.current?.focus({ preventScroll: true });
    moved = true;
  }, []);
  const { back } = props;
  return (
    <main className={classes.page} data-width={props.width}>
      <header className={props.quiet ? classes.quiet : classes.head}>
        {back !== undefined && (
          <button type="button" className={classes.round} aria-label={t("action.back")} onClick={() => goBack(back)}>
            <BackIcon className="mirrored" />
          </button>
        )}
        <div className={classes.titles}>
          <h1 ref={heading} tabIndex={-1}>
            <bdi>{props.title}</bdi>
          </h1>
          {props.detail && <p>{props.detail}</p>}
        </div>
        {props.extra}
      </header>
      {props.children}
    </main>
  );
}
let moved = false;
