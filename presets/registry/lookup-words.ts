import type { LookupWord } from "../../contract/lookup-words.ts";
import type { Text } from "../../core/process/process.ts";

/** What the open page calls things where documents are submitted to inspections. */
export const lookupWords: Record<LookupWord, Text> = {
  title: {
    en: "Submitted documents",
    ru: "Сведения о представленных документах",
    id: "Dokumen yang diajukan",
    fa: "اسناد ارائه‌شده",
  },
  about: {
    en: "Choose the inspection and give one thing: the incoming number, the OGRN or INN, or the applicant’s name. No sign-in is needed.",
    ru: "Выберите инспекцию и укажите что-то одно: входящий номер, ОГРН или ИНН, имя заявителя. Вход не нужен.",
    id: "Pilih kantor dan isi satu hal: nomor masuk, OGRN atau INN, atau nama pemohon. Tidak perlu masuk.",
    fa: "اداره را برگزینید و یکی را بدهید: شمارهٔ ورودی، OGRN یا INN، یا نام متقاضی. ورود لازم نیست.",
  },
  part: {
    en: "Find the inspection",
    ru: "Найти инспекцию",
    id: "Cari kantor",
    fa: "یافتن اداره",
  },
  office: {
    en: "Inspection",
    ru: "Инспекция",
    id: "Kantor",
    fa: "اداره",
  },
  number: {
    en: "Incoming number",
    ru: "Входящий номер",
    id: "Nomor masuk",
    fa: "شمارهٔ ورودی",
  },
  numberHint: {
    en: "As on the receipt",
    ru: "Как в расписке о получении",
    id: "Seperti pada tanda terima",
    fa: "همان‌گونه که در رسید است",
  },
  code: {
    en: "OGRN or INN",
    ru: "ОГРН или ИНН",
    id: "OGRN atau INN",
    fa: "OGRN یا INN",
  },
  codeHint: {
    en: "Digits only",
    ru: "Только цифры",
    id: "Hanya angka",
    fa: "تنها رقم",
  },
  from: {
    en: "Submitted from",
    ru: "Представлены с",
    id: "Diajukan dari",
    fa: "ارائه از",
  },
  nothingWhy: {
    en: "Check the inspection and what you gave. Documents submitted today may show later.",
    ru: "Проверьте инспекцию и то, что вы указали. Документы, представленные сегодня, могут появиться позже.",
    id: "Periksa kantor dan isian Anda. Dokumen yang diajukan hari ini mungkin muncul kemudian.",
    fa: "اداره و آنچه داده‌اید را بررسی کنید. اسناد امروز شاید دیرتر نمایان شوند.",
  },
  kind: {
    en: "Kind of applicant",
    ru: "Вид заявителя",
    id: "Jenis pemohon",
    fa: "نوع متقاضی",
  },
  form: {
    en: "Form",
    ru: "Форма",
    id: "Formulir",
    fa: "فرم",
  },
  submitted: {
    en: "Submitted",
    ru: "Представлены",
    id: "Diajukan",
    fa: "ارائه",
  },
};
