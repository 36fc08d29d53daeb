import { createHash } from "node:crypto";

/**
 * Ids as `newId` makes them at that moment (UUIDv7), but always the same ones for the same seed. Within a millisecond
 * they stand in the order in which they were made.
 */
export function idsOf(seed: string): (at: Date) => string {
  const random = createHash("sha256").update(seed).digest("hex");
  let made = 0;
  return (at) => {
    const time = at.getTime().toString(16).padStart(12, "0");
    const count = (made++ & 0xfff).toString(16).padStart(3, "0");
    return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${"89ab"[made % 4]}${random.slice(0, 3)}-${random.slice(3, 15)}`;
  };
}
