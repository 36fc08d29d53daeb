export const CHAT = "chat";
export const WRITER = "chat-writer";

/** Leads to the talk: to its end, and into the field to write [H-RCHT-01]. */
export function goToChat(): void {
  document.getElementById(CHAT)?.scrollIntoView({ block: "start" });
  document.getElementById(WRITER)?.focus({ preventScroll: true });
}
