/** Tickets of one zone. */
export const ZONE = 256;

/** Tickets by zones of neighbours, of each the highest value, so that the highest tickets are found by a few zones. */
export class Zones {
  /** No less than the highest value in each. */
  readonly highest: Float64Array;
  readonly #value: (ticket: number) => number;
  #inOrder: Uint32Array | null = null;

  constructor(room: number, value: (ticket: number) => number) {
    this.#value = value;
    this.highest = new Float64Array(Math.ceil(room / ZONE)).fill(Number.NEGATIVE_INFINITY);
    for (let ticket = 0; ticket < room; ticket++) this.raise(ticket);
  }

  /** Takes in the value that the ticket has now; that it had a higher one before is no harm. */
  raise(ticket: number): void {
    const zone = Math.floor(ticket / ZONE);
    const value = this.#value(ticket);
    if (value <= (this.highest[zone] ?? value)) return;
    this.highest[zone] = value;
    this.#inOrder = null;
  }

  /** The zones with the highest values first. */
  inOrder(): Uint32Array {
    const { highest } = this;
    this.#inOrder ??= Uint32Array.from(highest, (_, zone) => zone).sort((one, other) => {
      const [higher, lower] = [highest[other] ?? 0, highest[one] ?? 0];
      return higher === lower ? 0 : higher - lower;
    });
    return this.#inOrder;
  }
}
