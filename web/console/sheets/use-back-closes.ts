import { useRouter } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useRef } from "react";
import { newKey } from "../../kit/key.ts";

/** What lies over the screen in the step of the history: the lowest first. */
const layersOf = (state: object): readonly unknown[] =>
  "layers" in state && Array.isArray(state.layers) ? state.layers : [];

/**
 * What lies over the screen is closed by the browser's Back, as on a telephone, and takes its step out of the history
 * when it is closed in another way. `onClose` is called when Back has closed it. Off while `opened` is false. Answers
 * how to close it and then go on from the screen beneath, as a change of its address does.
 */
export function useBackCloses(opened: boolean, onClose: () => void): (then: () => void) => void {
  const { history } = useRouter();
  const after = useRef<() => void>(undefined);
  const close = useEffectEvent(() => {
    onClose();
    after.current?.();
    after.current = undefined;
  });
  useEffect(() => {
    if (!opened) return;
    const own = newKey();
    const { href, state } = history.location;
    history.push(href, { ...state, layers: [...layersOf(state), own] });
    const stop = history.subscribe(() => {
      if (!layersOf(history.location.state).includes(own)) close();
    });
    return () => {
      stop();
      // Who has gone on meanwhile has another step on top, which stays.
      if (layersOf(history.location.state).at(-1) === own) history.back();
    };
  }, [opened, history]);
  return (then) => {
    if (!opened) return then();
    after.current = then;
    history.back();
  };
}
