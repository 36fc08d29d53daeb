import { type ReactNode, useEffect, useRef } from "react";

const ITEM = '[role^="menuitem"]:not([disabled], [data-disabled])';

/** Items of a menu that may come a moment after it: the first one takes the focus, so that the arrows go on from there. */
export function FirstItem({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const take = () => {
      const first = element.querySelector<HTMLElement>(ITEM);
      if (!first) return;
      observer.disconnect();
      // After the menu itself has looked for where the focus belongs.
      requestAnimationFrame(() => first.focus());
    };
    const observer = new MutationObserver(take);
    observer.observe(element, { childList: true, subtree: true, attributes: true });
    take();
    return () => observer.disconnect();
  }, []);
  return <div ref={box}>{children}</div>;
}
