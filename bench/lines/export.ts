import { PATHS } from "../../contract/paths.ts";
import { figure, type Line } from "../figure.ts";

/** Export to Excel of 100,000 rows. The API has no such door yet; the line begins to measure when it has. */
export const exportLine: Line = {
  name: "export",
  about: "rows a second to Excel, with memory that stays flat",
  needs: "once",
  async run() {
    if ("exportTickets" in PATHS) throw new Error("The export is there: measure it here.");
    return [
      figure("export", "100,000 rows", {
        value: "comes with export",
        must: "≥ 5,000 rows/s, memory flat",
      }),
    ];
  },
};
