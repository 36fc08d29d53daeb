const MAX_LENGTH = 150;

/** Names that Windows keeps for devices: a file of such a name cannot be saved there. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

const EXTENSIONS: Record<string, string> = {
  "application/pdf": "pdf",
  "application/zip": "zip",
  "application/ms-tnef": "dat",
  "application/msword": "doc",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
  "audio/ogg": "ogg",
  "image/gif": "gif",
  "image/heic": "heic",
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "message/rfc822": "eml",
  "text/calendar": "ics",
  "text/csv": "csv",
  "text/html": "html",
  "text/plain": "txt",
  "text/vcard": "vcf",
  "video/mp4": "mp4",
};

/**
 * A file's name made safe to show and to save: the last step of a path, without control characters, invisible
 * characters and those that turn the direction of writing (`invoice\u202Efdp.exe`), at most 150 characters with
 * the extension kept. A name of which nothing is left becomes `<fallback>.<extension of the type>`.
 */
export function cleanFileName(name: string | null | undefined, contentType: string, fallback = "file"): string {
  const cleaned = (name ?? "")
    .slice(-2000)
    .normalize("NFC")
    // Control, soft hyphen, zero width and direction characters, line separators, halves of surrogate pairs.
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\uFFFD]/gu, "")
    .replace(/^.*[\\/]/s, "")
    .replace(/[<>:"|?*]/g, "_")
    .replace(/\s+/g, " ")
    .replace(/^[\s.]+|[\s.]+$/g, "");
  if (cleaned === "") return `${fallback}${dotExtension(contentType)}`;
  return shorten(DEVICE.test(cleaned) ? `_${cleaned}` : cleaned);
}

function dotExtension(contentType: string): string {
  const extension = EXTENSIONS[contentType];
  return extension ? `.${extension}` : "";
}

function shorten(name: string): string {
  const chars = [...name];
  if (chars.length <= MAX_LENGTH) return name;
  const extension = /\.[^.\s]{1,10}$/.exec(name)?.[0] ?? "";
  return (
    chars
      .slice(0, MAX_LENGTH - extension.length)
      .join("")
      .trimEnd() + extension
  );
}
