import { randomUUIDv7 } from "node:crypto";

/** A new id of any row: a UUIDv7, so that rows made one after the other lie beside each other in the index. */
export const newId = (): string => randomUUIDv7();
