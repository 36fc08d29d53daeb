import { Type } from "typebox";
import { routes } from "./route.ts";
import { Body, Email, Locale, Name, Note, Phone } from "./shape.ts";

const Desk = Type.Object({ workspace: Type.String({ pattern: "^[a-z][a-z0-9-]{1,38}$" }) });

export const captureRoutes = routes({
  getCapture: {
    summary: "Where a visitor may leave how to reach him",
    description: "404 where the desk does not offer it.",
    tag: "Capture",
    door: "public",
    params: Desk,
    status: 200,
    answer: Type.Object({ name: Type.String(), locale: Locale }),
    problems: ["capture/not-found"],
  },
  sendCapture: {
    summary: "A visitor leaves his name and how to reach him: that makes a ticket",
    description: "A telephone or an email must be there. Limited per address.",
    tag: "Capture",
    door: "public",
    params: Desk,
    body: Body({
      name: Name,
      phone: Type.Optional(Phone),
      email: Type.Optional(Email),
      text: Type.Optional(Note),
    }),
    status: 204,
    answer: null,
    problems: ["capture/not-found", "capture/refused", "http/too-many-requests"],
    example: { name: "Иван", phone: "+7 900 000-00-00", text: "Перезвоните мне" },
  },
});
