/**
 * The line at the top of our letters that says where to write an answer. Its words are in the reader's language; its
 * frame is plain ASCII, survives every charset and mail program, and is what we look for on the way back.
 */
const FRAME = "-=-";

export function separatorLine(words: string): string {
  return `${FRAME} ${words} ${FRAME}`;
}

/** True for the separator, quoted or not, with whatever a mail program put before it. */
export function isSeparator(line: string): boolean {
  return /^[>|\s\u200E\u200F]*-=-\s.{3,120}\s-=-[\s\u200E\u200F]*$/.test(line);
}
