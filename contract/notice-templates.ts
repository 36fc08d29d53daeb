import { type Static, Type } from "typebox";
import { ABOUT } from "../core/process/events.ts";
import { routes } from "./route.ts";
import { Body, Nullable } from "./shape.ts";

export const NOTICE_CHANNELS = ["email", "sms"] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];
/** Who answers for a ticket (assignees, controllers, their team), and who follows it. */
export const NOTICE_READERS = ["responsible", "observer"] as const;
export type NoticeReader = (typeof NOTICE_READERS)[number];

const NoticeTemplate = Type.Object({
  reader: Type.Enum(NOTICE_READERS),
  about: Type.Enum(ABOUT),
  /** What is sent: the workspace's own text, else the usual one. */
  text: Type.String(),
  usual: Type.String(),
  own: Type.Boolean(),
});
export type NoticeTemplate = Static<typeof NoticeTemplate>;

const settings = ["section.settings"] as const;

export const noticeTemplateRoutes = routes({
  listNoticeTemplates: {
    summary: "What notices to employees say, by event and by whether they answer for the ticket or follow it",
    tag: "Settings",
    door: settings,
    query: Type.Object({ channel: Type.Enum(NOTICE_CHANNELS) }),
    status: 200,
    answer: Type.Object({ items: Type.Array(NoticeTemplate) }),
  },
  setNoticeTemplate: {
    summary: "Say it otherwise to these readers, by this channel; null: as usual again",
    description: "Fields of the ticket stand as `{{number}}`. Other readers and channels keep their text.",
    tag: "Settings",
    door: settings,
    params: Type.Object({
      channel: Type.Enum(NOTICE_CHANNELS),
      reader: Type.Enum(NOTICE_READERS),
      about: Type.Enum(ABOUT),
    }),
    body: Body({ text: Nullable(Type.String({ minLength: 1, maxLength: 5_000, pattern: "\\S" })) }),
    status: 200,
    answer: NoticeTemplate,
    problems: ["template/wrong"],
    example: { text: "№ {{number}}: {{subject}} – {{status}}" },
  },
});
