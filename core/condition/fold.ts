/** Letter by letter, as PostgreSQL does it; `toLowerCase` of a whole word treats a final sigma in its own way. */
export function fold(text: string): string {
  if (!/[Σİ]/.test(text)) return text.toLowerCase();
  let folded = "";
  for (const char of text) folded += char === "İ" ? "i" : char.toLowerCase();
  return folded;
}
