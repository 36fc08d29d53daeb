import { seeded } from "../../bench/random.ts";

/** `npm run test:faults -- 5` or PULT_FAULT_ROUNDS: everything so many times as long; 0.2 for a quick look. */
export const ROUNDS = Math.max(0.05, Number(process.env.PULT_FAULT_ROUNDS) || 1);

/** PULT_FAULT_SEED repeats a run; the seed of each run is printed. */
const SEED = process.env.PULT_FAULT_SEED || String(Date.now() % 1_000_000);

/** Chance of this run: the same for the same seed and name. */
export function chance(name: string) {
  console.log(`${name}: repeat it by PULT_FAULT_SEED=${SEED} PULT_FAULT_ROUNDS=${ROUNDS}`);
  return seeded(`${SEED} ${name}`);
}
