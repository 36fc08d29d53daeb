/**
 * The pictures of the portal, on a grid of 24. They are its own because a library shared with the console comes as one
 * piece, with every picture of both faces, and the portal's first load has no room for that.
 */
import type { ReactNode, SVGProps } from "react";

type IconProps = Omit<SVGProps<SVGSVGElement>, "children">;

export const drawIcon = (picture: ReactNode) =>
  function Icon(props: IconProps) {
    return (
      <svg
        width="20"
        height="20"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        {...props}
      >
        {picture}
      </svg>
    );
  };

export const HomeIcon = drawIcon(<path d="M4 11.5 12 4l8 7.5M6 10v9.5h4.5V14h3v5.5H18V10" />);
export const ServicesIcon = drawIcon(
  <path d="M4.5 4.5H10V10H4.5zM14 4.5h5.5V10H14zM4.5 14H10v5.5H4.5zM14 14h5.5v5.5H14z" />,
);
export const TicketsIcon = drawIcon(<path d="M6 3.5h12v17H6zM9 8h6M9 12h6M9 16h3.5" />);
export const PersonIcon = drawIcon(
  <path d="M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.6-3.7 3.5-6 7.5-6s6.9 2.3 7.5 6" />,
);
export const BackIcon = drawIcon(<path d="m14.5 5-7 7 7 7" />);
export const OnIcon = drawIcon(<path d="m9.5 6 6 6-6 6" />);
export const DownIcon = drawIcon(<path d="m6 9.5 6 6 6-6" />);
export const SearchIcon = drawIcon(<path d="M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20 20" />);
export const CrossIcon = drawIcon(<path d="m6 6 12 12M18 6 6 18" />);
export const PencilIcon = drawIcon(<path d="M4.5 19.5 5.5 15 16 4.5l3.5 3.5L9 18.5zM13.5 7l3.5 3.5" />);
const STAR = "m12 3.8 2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8z";
export const StarIcon = drawIcon(<path d={STAR} />);
export const StarFilledIcon = drawIcon(<path d={STAR} fill="currentColor" />);
