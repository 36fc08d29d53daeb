import { useRoute } from "../../kit/query.ts";
import { useMay } from "../../kit/session.ts";
import { isOpenTo, type SettingsPage } from "./pages.ts";

/** Whether a page is there for this person: by right, and while the workspace uses what it is about [U-MAC-02]. */
export function useIsOpen(): (page: SettingsPage) => boolean {
  const may = useMay();
  const macros = useRoute("listMacros", {}, { staleTime: 600_000 });
  const workspace = useRoute("getWorkspace", {}, { staleTime: 600_000 });
  const used = {
    macros: macros.data?.enabled === true,
    workingTime: workspace.data?.settings.workingTime === true,
  };
  return (page) => isOpenTo(page, may) && (page.application === undefined || used[page.application]);
}
