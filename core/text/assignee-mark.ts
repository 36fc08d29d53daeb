/** A surname after an asterisk at the end: `Fix the till *Коробов`. */
const MARK = /(?:^|\s)\*([\p{L}][\p{L}'’-]{1,60})\s*$/u;

/**
 * The surname by which a subject names its assignee ([C-REM-09], X-13): one asterisk before it, at the end. `subject`
 * is the rest. Null when there is no such mark.
 */
export function readAssigneeMark(subject: string): { surname: string; subject: string } | null {
  const found = MARK.exec(subject);
  if (!found?.[1]) return null;
  return { surname: found[1], subject: subject.slice(0, found.index).trim() };
}

const plain = (text: string): string => text.toLocaleLowerCase("ru").replaceAll("ё", "е");

/** Whether a person of this full name is meant: one word of the name is the surname, whatever the case of its letters. */
export function bearsSurname(name: string, surname: string): boolean {
  return name.split(/\s+/).some((word) => plain(word) === plain(surname));
}
