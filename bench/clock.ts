/** Milliseconds by the machine's own clock: the same in all processes of the machine, and never set back. */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6;
