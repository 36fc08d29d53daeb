/** Pictures that the first paint does without. */
import { drawIcon } from "./icons.tsx";

export const CameraIcon = drawIcon(
  <path d="M3.5 8h4l1.5-2.5h6L16.5 8h4v11h-17zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z" />,
);
export const ClipIcon = drawIcon(
  <path d="m19.5 11-8 8a5 5 0 0 1-7-7l8.5-8.5a3.3 3.3 0 0 1 4.7 4.7L9.2 16.7a1.6 1.6 0 0 1-2.3-2.3L14.4 7" />,
);
export const FileIcon = drawIcon(<path d="M6 3.5h8l4 4v13H6zM14 3.5v4h4" />);
export const AgainIcon = drawIcon(<path d="M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9M19.5 4v5h-5" />);
export const CheckIcon = drawIcon(<path d="m5.5 12.5 4.5 4.5 8.5-10" />);
export const CancelIcon = drawIcon(<path d="M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM9 9l6 6M15 9l-6 6" />);
export const DotsUprightIcon = drawIcon(<path d="M12 5.5h.01M12 12h.01M12 18.5h.01" strokeWidth="3.5" />);
export const DotsIcon = drawIcon(<path d="M5.5 12h.01M12 12h.01M18.5 12h.01" strokeWidth="3" />);
export const ChatIcon = drawIcon(<path d="M4 5h16v11.5h-8.5L7 20v-3.5H4z" />);
export const ReturnIcon = drawIcon(<path d="M8.5 5 4.5 9l4 4M5 9h9a5 5 0 0 1 0 10h-4" />);
export const CopyIcon = drawIcon(<path d="M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4" />);
export const BinIcon = drawIcon(<path d="M4.5 6.5h15M9 6.5v-3h6v3M6.5 6.5l1 14h9l1-14M10 10.5v6M14 10.5v6" />);
export const DownloadIcon = drawIcon(<path d="M12 4v11.5M7 11l5 5 5-5M5 20h14" />);
export const SendIcon = drawIcon(<path d="M4 4.5 20.5 12 4 19.5 6.5 12zM6.5 12h8" />);
