/** Writes winmail.dat files for tests, by MS-OXTNEF. */

export const u16 = (value: number) => Buffer.from([value & 0xff, (value >> 8) & 0xff]);

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** Level 1 is the message, 2 an attachment. */
export function attribute(level: number, id: number, value: Buffer): Buffer {
  const sum = value.reduce((total, byte) => (total + byte) & 0xffff, 0);
  return Buffer.concat([Buffer.from([level]), u32(id), u32(value.length), value, u16(sum)]);
}

export function tnefFile(...attributes: Buffer[]): Buffer {
  return Buffer.concat([u32(0x223e9f78), u16(1), ...attributes]);
}

export function mapi(...properties: Buffer[]): Buffer {
  return Buffer.concat([u32(properties.length), ...properties]);
}

export function stringProperty(id: number, text: string): Buffer {
  return variable(0x1e, id, Buffer.from(`${text}\0`));
}

export function unicodeProperty(id: number, text: string): Buffer {
  return variable(0x1f, id, Buffer.from(`${text}\0`, "utf16le"));
}

function variable(type: number, id: number, value: Buffer): Buffer {
  const padding = Buffer.alloc((4 - (value.length % 4)) % 4);
  return Buffer.concat([u16(type), u16(id), u32(1), u32(value.length), value, padding]);
}
