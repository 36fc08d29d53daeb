import { type ReactNode, useEffect, useRef } from "react";

const ITEM = '[role^="menuitem"]:not([disabled], [data-disabled])';

/**
 * Items of a menu that come a moment after it, or are others a moment later: the first one takes the focus that nothing
 * else has, so that the arrows go on from there.
 */
export function FirstItem({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    // After the menu itself has looked for where the focus belongs.
    const take = () =>
      requestAnimationFrame(() => {
        if (document.activeElement?.closest(ITEM)) return;
        element.querySelector<HTMLElement>(ITEM)?.focus();
      });
    const observer = new MutationObserver(take);
    observer.observe(element, { childList: true, subtree: true });
    take();
    return () => observer.disconnect();
  }, []);
  return <div ref={box}>{children}</div>;
}
