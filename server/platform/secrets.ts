import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

/** Keeps what the desk must be able to read again, such as passwords for other servers, unreadable in the database. */
export type Secrets = {
  /**
   * The text under the present key, for a column of type text. `place` names where it is kept
   * (`mailbox/<workspace>/<id>`): moved to another place it cannot be opened.
   */
  seal: (plain: string, place: string) => string;
  /** The text again, or null when it was sealed under another key, at another place, or was altered. */
  open: (sealed: string, place: string) => string | null;
};

/** How sealed texts are written. A later way of sealing gets its own word, so that both can be told apart. */
const FORM = "s1";
const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** `material`: at least 32 random characters. A sealed text is `s1.<id of the key>.<base64url of iv, tag and text>`. */
export function makeSecrets(material: string): Secrets {
  // The material may be any text; a cipher's key is 32 bytes without structure.
  const key = Buffer.from(hkdfSync("sha256", material, "", "pult: secrets at rest", 32));
  const keyId = createHmac("sha256", key).update("id").digest("hex").slice(0, 8);
  return {
    seal(plain, place) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(place));
      const text = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return [FORM, keyId, Buffer.concat([iv, cipher.getAuthTag(), text]).toString("base64url")].join(".");
    },
    open(sealed, place) {
      const [form, sealedBy, body = ""] = sealed.split(".");
      const bytes = Buffer.from(body, "base64url");
      if (form !== FORM || sealedBy !== keyId || bytes.length < IV_BYTES + TAG_BYTES) return null;
      const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
      const cipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(place)).setAuthTag(tag);
      try {
        return cipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, "utf8") + cipher.final("utf8");
      } catch {
        // The only thing that `final` says: the text is not what was sealed here.
        return null;
      }
    },
  };
}
