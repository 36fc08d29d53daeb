const LETTERS: Record<string, string> = Object.fromEntries(
  "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h ц=c ч=ch ш=sh щ=sch ы=y э=e ю=yu я=ya"
    .split(" ")
    .map((pair) => pair.split("=")),
);

/** A key in small Latin letters that no other field has: «Номер договора» → `nomer_dogovora`. */
export function freeKey(name: string, used: ReadonlySet<string>): string {
  const latin = [...name.toLowerCase()].map((letter) => LETTERS[letter] ?? letter).join("");
  const word = latin.replace(/[^a-z0-9]+/g, "_").replace(/^[_\d]+|_+$/g, "");
  const base = (word || "field").slice(0, 34);
  if (!used.has(base)) return base;
  for (let number = 2; ; number++) if (!used.has(`${base}_${number}`)) return `${base}_${number}`;
}
