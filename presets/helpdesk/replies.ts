import type { PresetCannedGroup } from "../preset-rules.ts";

/** What engineers write to the people of their clients again and again. */
export const cannedReplies: readonly PresetCannedGroup[] = [
  {
    name: { en: "Ask for details", ru: "Уточнить", id: "Minta rincian", fa: "پرسیدن جزئیات" },
    replies: [
      {
        name: { en: "Screenshot", ru: "Снимок экрана", id: "Tangkapan layar", fa: "عکس صفحه" },
        text: {
          en: "Hello! Please send a screenshot of the error and tell us when it began.",
          ru: "Здравствуйте! Пришлите, пожалуйста, снимок экрана с ошибкой и напишите, когда она появилась.",
          id: "Halo! Mohon kirim tangkapan layar kesalahannya dan beri tahu kapan mulai terjadi.",
          fa: "سلام! لطفاً عکس صفحهٔ خطا را بفرستید و بنویسید از کی آغاز شد.",
        },
      },
      {
        name: { en: "Remote access", ru: "Удалённый доступ", id: "Akses jarak jauh", fa: "دسترسی از راه دور" },
        text: {
          en: "May we connect to the computer from afar? Please tell us a time that suits you.",
          ru: "Можно подключиться к компьютеру удалённо? Напишите, пожалуйста, удобное время.",
          id: "Bolehkah kami terhubung dari jauh? Mohon beri tahu waktu yang cocok.",
          fa: "آیا می‌توانیم از راه دور وصل شویم؟ لطفاً زمان مناسب را بگویید.",
        },
      },
    ],
  },
  {
    name: { en: "Visit", ru: "Выезд", id: "Kunjungan", fa: "بازدید" },
    replies: [
      {
        name: { en: "The engineer comes", ru: "Инженер приедет", id: "Teknisi akan datang", fa: "مهندس می‌آید" },
        text: {
          en: "An engineer will come about request {{number}}. Please make sure that he is let in.",
          ru: "По заявке {{number}} приедет инженер. Предупредите, пожалуйста, чтобы его пропустили.",
          id: "Seorang teknisi akan datang untuk permintaan {{number}}. Mohon pastikan ia diizinkan masuk.",
          fa: "مهندسی برای درخواست {{number}} می‌آید. لطفاً هماهنگ کنید که راهش بدهند.",
        },
      },
    ],
  },
  {
    name: { en: "Solved", ru: "Решено", id: "Selesai", fa: "حل شد" },
    replies: [
      {
        name: { en: "Please look", ru: "Проверьте, пожалуйста", id: "Mohon diperiksa", fa: "لطفاً بررسی کنید" },
        text: {
          en: "It works again. Please look at it; if it comes back, answer here and we will go on.",
          ru: "Всё снова работает. Проверьте, пожалуйста; если повторится, ответьте здесь, и мы продолжим.",
          id: "Sudah berfungsi lagi. Mohon diperiksa; bila terulang, balas di sini dan kami lanjutkan.",
          fa: "دوباره کار می‌کند. لطفاً بررسی کنید؛ اگر تکرار شد همین‌جا پاسخ دهید تا ادامه دهیم.",
        },
      },
    ],
  },
];
