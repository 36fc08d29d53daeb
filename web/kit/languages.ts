/** The languages of the product, by their own names. */
export const LANGUAGES = { ru: "Русский", en: "English", id: "Bahasa Indonesia", fa: "فارسی" } as const;
export type Language = keyof typeof LANGUAGES;

export const isLanguage = (value: unknown): value is Language => typeof value === "string" && value in LANGUAGES;
export const directionOf = (language: Language): "ltr" | "rtl" => (language === "fa" ? "rtl" : "ltr");
