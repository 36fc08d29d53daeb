/** The same numbers with room for more. */
export function longer<T extends Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(numbers: T, length: number): T {
  const more = new (numbers.constructor as new (length: number) => T)(length);
  more.set(numbers);
  return more;
}
