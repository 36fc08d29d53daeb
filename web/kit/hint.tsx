import { lazy, type PointerEvent, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import type { HintLook } from "./hint-tip.tsx";

// What floats is a good part of the first load, and no list needs it to be read.
const HintTip = lazy(async () => ({ default: (await import("./hint-tip.tsx")).HintTip }));

type On = { onPointerEnter: (event: PointerEvent<HTMLElement>) => void; onPointerLeave: () => void };

/**
 * A hint for the mouse that is loaded when it is first shown: `on` goes on the element that it is about, `tip` stands
 * beside that. `delay` in ms. For many small things in a list; what it says is told otherwise to those who listen.
 */
export function useHint(label: ReactNode, { delay = 400, ...look }: HintLook & { delay?: number } = {}) {
  const [target, setTarget] = useState<HTMLElement>();
  const [opened, setOpened] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const on: On = {
    onPointerEnter: ({ pointerType, currentTarget }) => {
      if (pointerType !== "mouse") return;
      timer.current = setTimeout(() => {
        setTarget(currentTarget);
        setOpened(true);
      }, delay);
    },
    onPointerLeave: () => {
      clearTimeout(timer.current);
      setOpened(false);
    },
  };
  const tip = target && (
    <Suspense>
      <HintTip label={label} target={target} opened={opened} {...look} />
    </Suspense>
  );
  return { on, tip };
}
