import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { keep, readKept } from "../../../kit/storage.ts";
import { usePreference } from "./preference.ts";
import classes from "./split.module.css";

const LEAST = 380;
/** The list keeps at least so much, px. */
const LIST = 420;
const STEP = 32;

/** The list and what stands beside it, with a border that is dragged or moved by the arrows. The width is remembered. */
export function Split({ children, aside }: { children: ReactNode; aside: ReactNode }) {
  const { t } = useTranslation("list");
  const whole = useRef<HTMLDivElement>(null);
  // With the person, for the next device; in the browser, for the next paint.
  const [kept, keepWidth] = usePreference("list.aside");
  const [width, setWidth] = useState(() => {
    const own = kept ?? readKept("aside");
    return typeof own === "number" ? own : 480;
  });
  const [held, setHeld] = useState(false);
  const most = () => Math.max(LEAST, (whole.current?.clientWidth ?? 1200) - LIST);
  const set = (next: number) => {
    const fit = Math.round(Math.min(Math.max(next, LEAST), most()));
    setWidth(fit);
    keep("aside", fit);
    keepWidth(fit);
  };
  const isRight = () => getComputedStyle(document.documentElement).direction === "rtl";
  return (
    <div className={classes.split} ref={whole} data-held={held || undefined}>
      <div className={classes.list}>{children}</div>
      {aside && (
        <>
          {/* A border between two panes is a separator that takes the focus: that is how the pattern is. */}
          {/* biome-ignore lint/a11y/useSemanticElements: see above */}
          <div
            className={classes.border}
            role="separator"
            aria-orientation="vertical"
            aria-label={t("split")}
            aria-valuenow={width}
            aria-valuemin={LEAST}
            aria-valuemax={1600}
            tabIndex={0}
            onPointerDown={(event) => {
              event.preventDefault();
              event.currentTarget.setPointerCapture(event.pointerId);
              setHeld(true);
            }}
            onPointerMove={(event) => {
              const box = whole.current?.getBoundingClientRect();
              if (held && box) set(isRight() ? event.clientX - box.left : box.right - event.clientX);
            }}
            onPointerUp={() => setHeld(false)}
            onPointerCancel={() => setHeld(false)}
            onKeyDown={(event) => {
              const way = event.key === "ArrowLeft" ? 1 : event.key === "ArrowRight" ? -1 : 0;
              if (way === 0) return;
              event.preventDefault();
              set(width + way * STEP * (isRight() ? -1 : 1));
            }}
          />
          <aside className={classes.aside} style={{ "--aside": `${width}px` } as AsideStyle}>
            {aside}
          </aside>
        </>
      )}
    </div>
  );
}

type AsideStyle = React.CSSProperties & Record<"--aside", string>;
