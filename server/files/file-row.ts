import type { Selectable } from "kysely";
import type { Card } from "../../core/fields/card-fields.ts";
import type { Person } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import type { FileTable } from "../platform/tables.ts";

export type FileRow = Selectable<FileTable>;

/**
 * What a claimed file belongs to. Documents and notes are for employees; messages for both sides; the value of a field
 * for those who may see the field.
 */
export type FilePurpose = "document" | "message" | "note" | "field";

/** The contact, company or place in whose fields a file stands. */
export type CardOf = { subject: Card; id: string };

/** Who brought a file in; a person named null is the system (letters). */
export type Uploader = Pick<Person, "kind" | "id"> | null;

/** The most that a file may have, in bytes: 40 MB ([H-DOC-02], [H-CHAT-04]). */
export const FILE_LIMIT = 41_943_040;

/** The columns that say who it was, in the words of the log. */
export const uploaderColumns = (by: Uploader) => ({
  uploaded_by_kind: by === null ? "system" : by.kind === "employee" ? "employee" : "client",
  uploaded_by: by?.id ?? null,
});

/** 413 with the limit in words and numbers. */
export function tooLarge(): Problem {
  const message = `A file may have at most 40 MB (${FILE_LIMIT} bytes).`;
  const mend = "Make it smaller, or send it in parts.";
  return new Problem(413, "file/too-large", message, {
    refusals: [{ code: "too-large", field: "file", message, mend, params: { limit: FILE_LIMIT } }],
  });
}
