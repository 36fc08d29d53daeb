import type { DemoService } from "../scenario.ts";

const COMMON = "Общедомовая заявка";
const INTERNAL = "Внутренняя заявка";

/** What employees open themselves: for a whole house, and among themselves. */
export const houseServices: DemoService[] = [
  {
    name: "Двор и вывоз мусора",
    type: COMMON,
    category: "Уборка",
    team: "Уборка и благоустройство",
    annotation: "Контейнеры, площадки, дорожки, деревья.",
    portal: false,
  },
  {
    name: "Общедомовая авария",
    type: COMMON,
    category: "Сантехника",
    team: "Сантехники",
    annotation: "Авария на общих сетях дома.",
    tags: ["авария"],
    maxAssignees: 4,
    portal: false,
  },
  {
    name: "Плановый осмотр",
    type: INTERNAL,
    category: null,
    team: "Общестроительные работы",
    annotation: "",
    maxAssignees: 2,
    portal: false,
  },
  {
    name: "Закупка материалов",
    type: INTERNAL,
    category: null,
    team: "Общестроительные работы",
    annotation: "",
    options: { routing: true },
    stages: [{ name: "Управляющая", approvers: ["manager"], rule: "any" }],
    portal: false,
  },
];
