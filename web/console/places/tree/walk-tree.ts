import type { KeyboardEvent } from "react";

const itemsOf = (tree: HTMLElement) => [...tree.querySelectorAll<HTMLElement>('[role="treeitem"]')];

const levelOf = (item: HTMLElement) => Number(item.getAttribute("aria-level"));

/** The keys of a tree, as people know them from folders: arrows, Home, End, Enter. */
export function walkTree(event: KeyboardEvent<HTMLElement>, toggle: (id: string, open: boolean) => void): void {
  const tree = event.currentTarget;
  const here = document.activeElement?.closest<HTMLElement>('[role="treeitem"]');
  if (!here || !tree.contains(here) || event.ctrlKey || event.metaKey || event.altKey) return;
  // Inside an item there may be a box to tick: it has its own keys.
  if (document.activeElement !== here && event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const items = itemsOf(tree);
  const at = items.indexOf(here);
  const id = here.dataset.id ?? "";
  const expanded = here.getAttribute("aria-expanded");
  const isRight = getComputedStyle(here).direction === "rtl";
  const [deeper, higher] = isRight ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
  const go = (item: HTMLElement | null | undefined) => item?.focus();
  switch (event.key) {
    case "ArrowDown":
      go(items[at + 1]);
      break;
    case "ArrowUp":
      go(items[at - 1]);
      break;
    case "Home":
      go(items[0]);
      break;
    case "End":
      go(items.at(-1));
      break;
    case deeper:
      if (expanded === "false") toggle(id, true);
      else if (expanded === "true") go(items[at + 1]);
      break;
    case higher:
      if (expanded === "true") toggle(id, false);
      else go(items.slice(0, at).findLast((item) => levelOf(item) < levelOf(here)));
      break;
    case "Enter":
    case " ":
      here.querySelector<HTMLElement>("[data-label]")?.click();
      break;
    default:
      return;
  }
  event.preventDefault();
}
