/**
 * Reader of winmail.dat (application/ms-tnef), the packing Outlook uses for letters in "rich text". Written from the
 * public specification MS-OXTNEF: a signature, a key, then attributes (level, id, length, data, checksum); attachment
 * attributes carry lists of MAPI properties (MS-OXCDATA). The compressed RTF body is not read: such letters carry
 * their text as text/plain beside winmail.dat.
 */
import { decodeBytes } from "./charset.ts";

const SIGNATURE = 0x223e9f78;
const LEVEL_ATTACHMENT = 2;
const ATTRIBUTE = {
  body: 0x0002800c,
  codePage: 0x00069007,
  messageProps: 0x00069003,
  attachStart: 0x00069002,
  attachTitle: 0x00018010,
  attachData: 0x0006800f,
  attachProps: 0x00069005,
};
const PROPERTY = {
  body: 0x1000,
  bodyHtml: 0x1013,
  attachData: 0x3701,
  attachFilename: 0x3704,
  attachLongFilename: 0x3707,
  attachMimeTag: 0x370e,
  attachContentId: 0x3712,
  displayName: 0x3001,
};
const TYPE = { object: 0x0d, string8: 0x1e, unicode: 0x1f, binary: 0x102 };
/** Bytes of a property value of fixed size; sizes below four are padded to four in the stream. */
const FIXED_SIZE: Record<number, number> = { 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16 };
const MAX_ATTACHMENTS = 200;

export type TnefAttachment = {
  filename: string | null;
  contentType: string | null;
  cid: string | null;
  content: Buffer;
};
export type Tnef = { text: string | null; html: string | null; attachments: TnefAttachment[] };

/**
 * What is inside a winmail.dat, or null when it is none. A file cut in the middle gives what could be read.
 * Never throws.
 */
export function readTnef(data: Buffer): Tnef | null {
  if (data.length < 6 || data.readUInt32LE(0) !== SIGNATURE) return null;
  const tnef: Tnef = { text: null, html: null, attachments: [] };
  let charset: string | null = null;
  for (const { level, id, value } of attributes(data)) {
    if (id === ATTRIBUTE.codePage && value.length >= 4) charset = codePageName(value.readUInt32LE(0));
    else if (id === ATTRIBUTE.body) tnef.text ??= text(value, charset);
    else if (id === ATTRIBUTE.messageProps) takeMessageProperties(tnef, value, charset);
    else if (level === LEVEL_ATTACHMENT) takeAttachment(tnef, id, value, charset);
  }
  return tnef;
}

function* attributes(data: Buffer): Generator<{ level: number; id: number; value: Buffer }> {
  let at = 6;
  while (at + 9 <= data.length) {
    const level = data.readUInt8(at);
    const id = data.readUInt32LE(at + 1);
    const length = data.readUInt32LE(at + 5);
    if (at + 9 + length > data.length) return;
    yield { level, id, value: data.subarray(at + 9, at + 9 + length) };
    at += 9 + length + 2;
  }
}

function takeMessageProperties(tnef: Tnef, value: Buffer, charset: string | null): void {
  for (const property of properties(value)) {
    if (property.id === PROPERTY.body) tnef.text ??= propertyText(property, charset);
    if (property.id === PROPERTY.bodyHtml) tnef.html ??= propertyText(property, charset);
  }
}

function takeAttachment(tnef: Tnef, id: number, value: Buffer, charset: string | null): void {
  if (id === ATTRIBUTE.attachStart) {
    if (tnef.attachments.length < MAX_ATTACHMENTS) {
      tnef.attachments.push({ filename: null, contentType: null, cid: null, content: Buffer.alloc(0) });
    }
    return;
  }
  const current = tnef.attachments.at(-1);
  if (!current) return;
  if (id === ATTRIBUTE.attachTitle) current.filename ??= text(value, charset);
  if (id === ATTRIBUTE.attachData) current.content = value;
  if (id !== ATTRIBUTE.attachProps) return;
  for (const property of properties(value)) {
    // The title is often the short DOS name; the long one wins.
    if (property.id === PROPERTY.attachLongFilename) current.filename = propertyText(property, charset);
    if (property.id === PROPERTY.displayName) current.filename ??= propertyText(property, charset);
    if (property.id === PROPERTY.attachFilename) current.filename ??= propertyText(property, charset);
    if (property.id === PROPERTY.attachMimeTag) current.contentType = propertyText(property, charset);
    if (property.id === PROPERTY.attachContentId) current.cid = propertyText(property, charset);
    if (property.id === PROPERTY.attachData && current.content.length === 0) {
      // An object (a letter within the letter) begins with the 16 bytes of its interface's id.
      current.content = property.type === TYPE.object ? property.value.subarray(16) : property.value;
    }
  }
}

type Property = { id: number; type: number; value: Buffer };

/** MAPI properties; of those with several values the first. Stops at the first thing it cannot make out. */
function* properties(data: Buffer): Generator<Property> {
  if (data.length < 4) return;
  const count = data.readUInt32LE(0);
  let at = 4;
  for (let index = 0; index < count && at + 4 <= data.length; index += 1) {
    const rawType = data.readUInt16LE(at);
    const id = data.readUInt16LE(at + 2);
    at += 4;
    if (id >= 0x8000) {
      const named = skipName(data, at);
      if (named === null) return;
      at = named;
    }
    const type = rawType & ~0x1000;
    const several = (rawType & 0x1000) !== 0;
    const fixed = FIXED_SIZE[type];
    let values = 1;
    if (several || fixed === undefined) {
      if (at + 4 > data.length) return;
      values = data.readUInt32LE(at);
      at += 4;
    }
    if (fixed === undefined && !Object.values(TYPE).includes(type)) return;
    for (let nth = 0; nth < values; nth += 1) {
      let size = fixed ?? 0;
      if (fixed === undefined) {
        if (at + 4 > data.length) return;
        size = data.readUInt32LE(at);
        at += 4;
      }
      if (at + size > data.length) return;
      if (nth === 0) yield { id, type, value: data.subarray(at, at + size) };
      at += padded(size);
    }
  }
}

/** Named properties carry a GUID and a number or a name before the value. */
function skipName(data: Buffer, at: number): number | null {
  if (at + 24 > data.length) return null;
  const kind = data.readUInt32LE(at + 16);
  const length = data.readUInt32LE(at + 20);
  return kind === 0 ? at + 24 : at + 24 + padded(length);
}

function padded(size: number): number {
  return Math.ceil(size / 4) * 4;
}

function propertyText(property: Property, charset: string | null): string {
  if (property.type === TYPE.unicode) return property.value.toString("utf16le").replace(/\0+$/, "");
  return text(property.value, charset);
}

function text(value: Buffer, charset: string | null): string {
  const end = value.indexOf(0);
  return decodeBytes(end < 0 ? value : value.subarray(0, end), charset);
}

function codePageName(codePage: number): string | null {
  if (codePage === 65001) return "utf-8";
  if (codePage === 20866) return "koi8-r";
  if (codePage === 866) return "ibm866";
  return codePage >= 1250 && codePage <= 1258 ? `windows-${codePage}` : null;
}
