/** What the server takes for an address of mail; checked before sending, so that people are told in their words. */
export const isEmail = (text: string): boolean =>
  text.trim().length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text.trim());

/** What the server takes for a phone; nothing is fine too. */
export const isPhone = (text: string): boolean => text.trim() === "" || /^[+0-9 ().-]{3,40}$/.test(text.trim());
