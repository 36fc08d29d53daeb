/** More words than this do not make a search better. */
const MOST_WORDS = 8;

/**
 * The words of a search as LIKE patterns "contains it", the longest first, because an index is asked with the first;
 * null when there are no words.
 */
export function searchPatterns(search: string | undefined): string[] | null {
  const words = (search ?? "").split(/[\s,;]+/).filter(Boolean);
  if (words.length === 0) return null;
  return words
    .slice(0, MOST_WORDS)
    .sort((a, b) => b.length - a.length)
    .map((word) => `%${escapeLike(word)}%`);
}

/** A LIKE pattern of the phone's digits, when the search looks like a part of a phone of three digits or more. */
export function phonePattern(search: string | undefined): string | null {
  const text = search?.trim() ?? "";
  if (!/^[+\d ().-]+$/.test(text)) return null;
  // People write +7 and 8 for the same: without the first digit both are found.
  const digits = text.replace(/\D/g, "").replace(/^[78](?=\d{10}$)/, "");
  return digits.length < 3 ? null : `%${digits}%`;
}

const escapeLike = (word: string): string => word.replace(/[\\%_]/g, "\\$&");
