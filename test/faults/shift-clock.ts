/** Loaded before the product (`node --import`): SIGUSR2 puts the clock of the process an hour ahead, then back, then right. */
const HOUR_MS = 3_600_000;
const SHIFTS = [HOUR_MS, -HOUR_MS, 0];
let turn = 0;
let shift = 0;
const Real = Date;

class Shifted extends Real {
  constructor(...args: [] | [number | string | Date]) {
    if (args.length === 0) super(Real.now() + shift);
    else if (args.length === 1) super(args[0]);
    // As many parts of a date as are given, which the types of Date do not say.
    else super(...(args as unknown as [number, number]));
  }
  static override now(): number {
    return Real.now() + shift;
  }
}
globalThis.Date = Shifted as DateConstructor;

process.on("SIGUSR2", () => {
  shift = SHIFTS[turn % SHIFTS.length] ?? 0;
  turn += 1;
});

export {};
