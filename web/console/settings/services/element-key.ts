const LETTERS: Record<string, string> = Object.fromEntries(
  "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h ц=c ч=ch ш=sh щ=sch ы=y э=e ю=yu я=ya"
    .split(" ")
    .map((pair) => pair.split("=")),
);

/**
 * The key under which the answers to a question are kept: of its first label, in small Latin letters, and never one
 * that the form has already. It stays when the label changes, so that old answers keep their question.
 */
export function freeKey(label: string, used: ReadonlySet<string>): string {
  const latin = [...label.toLowerCase()].map((letter) => LETTERS[letter] ?? letter).join("");
  const word = latin.replace(/[^a-z0-9]+/g, "_").replace(/^[_\d]+|_+$/g, "");
  const base = (word || "question").slice(0, 32).replace(/_+$/, "");
  if (!used.has(base)) return base;
  for (let number = 2; ; number += 1) if (!used.has(`${base}_${number}`)) return `${base}_${number}`;
}
