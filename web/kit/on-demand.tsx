import { type ReactElement, type ReactNode, Suspense, useEffect, useState } from "react";

/** Whether it has been so at least once. */
export function useEver(now: boolean): boolean {
  const [ever, setEver] = useState(now);
  if (now && !ever) setEver(true);
  return ever || now;
}

export type ButtonProps = { onClick?: () => void; autoFocus?: boolean; "aria-busy"?: boolean };

/**
 * A button, and what is loaded with the first click on it: `children` draws that around the button, usually by a lazy
 * component with `useOpensAtOnce`. `wanted` loads it without a click.
 */
export function OnDemand(props: {
  wanted?: boolean;
  button: (props: ButtonProps) => ReactElement;
  children: (button: (on?: ButtonProps) => ReactElement) => ReactNode;
}) {
  const { button } = props;
  const [asked, setAsked] = useState(false);
  const ever = useEver(props.wanted ?? false) || asked;
  if (!ever) return button({ onClick: () => setAsked(true) });
  // The button is a new one then, and takes the focus that its forerunner had.
  return (
    <Suspense fallback={button({ "aria-busy": true })}>
      {props.children((on) => button({ ...on, autoFocus: true }))}
    </Suspense>
  );
}

/** For what comes with the first click on its button: opens once it is there, so that the focus finds its way back. */
export function useOpensAtOnce(): [opened: boolean, setOpened: (opened: boolean) => void] {
  const [opened, setOpened] = useState(false);
  useEffect(() => setOpened(true), []);
  return [opened, setOpened];
}
