export type FirmKind = "manager" | "owners" | "supplier" | "other";

const FIRMS = new Map<string, FirmKind>([
  ["ук", "manager"],
  ["uk", "manager"],
  ["тсн", "owners"],
  ["tsn", "owners"],
  ["рсо", "supplier"],
  ["rso", "supplier"],
]);

/** Who the tickets of a place go to, by the type of the firm behind its site [H-RLST-01]. */
export function firmKind(type: string | undefined): FirmKind {
  return FIRMS.get((type ?? "").trim().toLowerCase()) ?? "other";
}
