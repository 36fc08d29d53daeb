import { useSyncExternalStore } from "react";

/** Whether the window is at least so wide, px. */
export function useWide(from: number): boolean {
  const query = `(min-width: ${from}px)`;
  return useSyncExternalStore(
    (heard) => {
      const media = matchMedia(query);
      media.addEventListener("change", heard);
      return () => media.removeEventListener("change", heard);
    },
    () => matchMedia(query).matches,
  );
}
