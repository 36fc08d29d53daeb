import type { ReactNode } from "react";

/** Pictures by the key that a category carries; on a grid of 24. */
const PICTURES: Record<string, ReactNode> = {
  droplet: <path d="M12 3.5c3.4 3.9 5.8 7 5.8 10.2a5.8 5.8 0 0 1-11.6 0C6.2 10.5 8.6 7.4 12 3.5z" />,
  bolt: <path d="M13 3 5.5 13.5H11L10 21l8-11h-5.5z" />,
  elevator: <path d="M5 3.5h14v17H5zM12 3.5v17M7.5 10.5l1.2-2 1.2 2M14.1 13l1.2 2 1.2-2" />,
  broom: <path d="m19.5 4-7 7.5M9 10.5l4.5 4.5c-.5 3-2.5 5-5.5 5.5L3.5 16c2.5-.5 4.5-2.5 5.5-5.5zM7 16.5l-1.5 1.5" />,
  gauge: <path d="M4.5 17.5a8.5 8.5 0 1 1 15 0M12 14l3.5-4.5M12 15.5a1 1 0 1 0 0-2 1 1 0 0 0 0 2z" />,
  flame: <path d="M12 3.5c.5 3.5 5 5.5 5 10.5a5 5 0 0 1-10 0c0-2 1-3.5 2-4.5.3 1.5 1 2 1.5 2 .8-2.5 0-5 1.5-8z" />,
  key: <path d="M14.5 9.5a4.5 4.5 0 1 0-4.2 4.5l1.7-1.5v2h2v2h2v2.5h3.5V16z" />,
  tree: <path d="M12 21v-6M12 15a5 5 0 0 0 5-5c1-4-2.5-6.5-5-6.5S6 6 7 10a5 5 0 0 0 5 5zM12 13l2.5-2.5" />,
  car: <path d="M4 16.5v-4l2-5.5h12l2 5.5v4zM4 12.5h16M6 16.5v2M18 16.5v2M7 14.5h1.5M15.5 14.5H17" />,
  document: <path d="M6.5 3.5h7l4 4v13h-11zM13.5 3.5v4h4M9 12h6M9 15.5h6" />,
  computer: <path d="M4 5h16v10.5H4zM9.5 19.5h5M12 15.5v4" />,
  code: <path d="m8 8-4.5 4L8 16M16 8l4.5 4-4.5 4M13.5 5.5l-3 13" />,
  wifi: <path d="M3.5 9.5a12.5 12.5 0 0 1 17 0M6.5 13a8 8 0 0 1 11 0M9.5 16.3a3.8 3.8 0 0 1 5 0M12 19.5h.01" />,
  printer: <path d="M7 9V4h10v5M7 16.5H4.5V9h15v7.5H17M7 14h10v6H7z" />,
  shield: <path d="M12 3.5 5 6v5.5c0 4.5 3 7.5 7 9 4-1.5 7-4.5 7-9V6zM9 12l2.2 2.2L15 10" />,
  phone: (
    <path d="M8.5 4H5.5A1.5 1.5 0 0 0 4 5.6 15.5 15.5 0 0 0 18.4 20a1.5 1.5 0 0 0 1.6-1.5v-3l-4.5-1.7-1.8 2.3a12.5 12.5 0 0 1-5.8-5.8L10.2 8.5z" />
  ),
  wrench: (
    <path d="M14 7.5a1 1 0 0 0 0 1.4l1.6 1.6a1 1 0 0 0 1.4 0l3.2-3.2a5.5 5.5 0 0 1-7.5 7L6.3 20.7a2 2 0 0 1-3-3l6.4-6.4a5.5 5.5 0 0 1 7-7.5z" />
  ),
  grid: <path d="M4.5 4.5h6v6h-6zM13.5 4.5h6v6h-6zM4.5 13.5h6v6h-6zM13.5 13.5h6v6h-6z" />,
  dots: <path d="M6 12h.01M12 12h.01M18 12h.01" strokeWidth="3" />,
};

/** The keys of all pictures, to choose from. */
export const CATEGORY_ICONS = Object.keys(PICTURES);

/** The picture of a category; a wrench for one that has none or an unknown one. */
export function CategoryIcon({ name }: { name: string | null | undefined }) {
  return (
    <svg
      width="24"
      height="24"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {(name && PICTURES[name]) || PICTURES.wrench}
    </svg>
  );
}
