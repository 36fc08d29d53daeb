/**
 * Pictures that @radix-ui/react-icons lacks, on its grid of 15. The others are imported from there by name where
 * they are used.
 */
import type { ReactNode, SVGProps } from "react";

type IconProps = Omit<SVGProps<SVGSVGElement>, "children">;

const icon = (paths: ReactNode) =>
  function Icon(props: IconProps) {
    return (
      <svg
        width="15"
        height="15"
        viewBox="0 0 15 15"
        fill="none"
        stroke="currentColor"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        {...props}
      >
        {paths}
      </svg>
    );
  };

export const PhoneIcon = icon(
  <path d="M5.2 2H3.1A1.1 1.1 0 0 0 2 3.2 10 10 0 0 0 11.8 13a1.1 1.1 0 0 0 1.2-1.1V9.8l-2.9-1.1-1.2 1.5a8 8 0 0 1-4-4l1.4-1.3z" />,
);
export const WrenchIcon = icon(
  <path d="M9 5.2a.6.6 0 0 0 0 .8l1 1a.6.6 0 0 0 .8 0l2-2a3.5 3.5 0 0 1-4.7 4.4l-4 4.1a1.3 1.3 0 0 1-1.9-1.9l4.1-4.1a3.5 3.5 0 0 1 4.4-4.7z" />,
);
export const TeamIcon = icon(
  <>
    <circle cx="5.5" cy="5" r="2.3" />
    <path d="M1.2 12.8c.2-2.4 1.9-3.9 4.3-3.9s4.1 1.5 4.3 3.9M10 2.9a2.3 2.3 0 0 1 0 4.2M11.2 9.2c1.5.4 2.5 1.7 2.6 3.6" />
  </>,
);
export const BuildingIcon = icon(
  <path d="M2.5 13V2.8c0-.4.4-.8.8-.8h5.4c.4 0 .8.4.8.8V13M9.5 6h2.2c.4 0 .8.4.8.8V13M1 13h13M5 4.8h2M5 7.3h2M5 9.8h2" />,
);
export const CompanyIcon = icon(
  <path d="M5 4.5V3.2c0-.4.4-.7.8-.7h3.4c.4 0 .8.3.8.7v1.3M2 5.3c0-.5.4-.8.8-.8h9.4c.4 0 .8.3.8.8v6.4c0 .4-.4.8-.8.8H2.8a.8.8 0 0 1-.8-.8zM2 8.3h11M7.5 7.5v1.6" />,
);
export const PaperclipIcon = icon(
  <path d="m12.5 7-5.2 5.2a3.2 3.2 0 0 1-4.5-4.5l5.4-5.4a2.1 2.1 0 0 1 3 3L5.9 10.6a1.1 1.1 0 0 1-1.5-1.5l4.8-4.8" />,
);
export const InboxIcon = icon(
  <path d="M1.8 8.5 3.7 3.2c.1-.4.5-.7 1-.7h5.6c.5 0 .9.3 1 .7l1.9 5.3v3.2c0 .4-.4.8-.8.8H2.6a.8.8 0 0 1-.8-.8zm0 0h3.4l1 1.7h2.6l1-1.7h3.4" />,
);
export const TasksIcon = icon(<path d="m1.8 4 1.3 1.3L5.5 2.8M1.8 10.5l1.3 1.3 2.4-2.5M8 4h5.5M8 10.8h5.5" />);
export const ClockwiseIcon = icon(<path d="M12.8 7.5a5.3 5.3 0 1 1-1.6-3.8l1.6 1.6M12.8 2v3.3H9.5" />);
/** For what the portal loads first: the library would bring all its pictures along. */
export const CrossIcon = icon(<path d="m3.5 3.5 8 8M11.5 3.5l-8 8" />);
/** The sign of Pult: a desk with one lamp lit. The same as logo.svg. */
export function PultIcon({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true">
      <rect width="64" height="64" rx="15" fill="#4f46e5" />
      <path d="M15 19h34M15 32h34M15 45h34" stroke="#fff" strokeOpacity=".55" strokeWidth="5" strokeLinecap="round" />
      <circle cx="26" cy="19" r="6.5" fill="#fff" />
      <circle cx="40" cy="32" r="6.5" fill="#fff" />
      <circle cx="22" cy="45" r="6.5" fill="#5eead4" />
    </svg>
  );
}
