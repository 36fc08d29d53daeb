/** What people call a colour: `rgb(220, 38, 38)` is red. */
export function familyOf(colour: string): string {
  const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? []).map(Number);
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  if (most - least < 0.2 * most) return "grey";
  const sixth =
    most === red
      ? (green - blue) / (most - least)
      : most === green
        ? 2 + (blue - red) / (most - least)
        : 4 + (red - green) / (most - least);
  const degrees = (sixth * 60 + 360) % 360;
  const names = [
    [15, "red"],
    [40, "amber"],
    [70, "yellow"],
    [165, "green"],
    [195, "teal"],
    [245, "blue"],
    [300, "violet"],
  ] as const;
  return names.find(([end]) => degrees < end)?.[1] ?? "red";
}
