import { useLocation, useNavigate } from "@tanstack/react-router";

/** What stands behind the `?` of a settings page, by name; nothing reads as "". */
export function useAddress(): { get: (name: string) => string; set: (change: Record<string, string>) => void } {
  const navigate = useNavigate();
  const search: Record<string, unknown> = { ...useLocation({ select: (location) => location.search }) };
  return {
    get: (name) => (typeof search[name] === "string" ? search[name] : ""),
    set: (change) => void navigate({ to: ".", search: (now: object) => ({ ...now, ...change }), replace: true }),
  };
}
