import type { PresetCannedGroup, PresetTrigger } from "../preset-rules.ts";

/** What agents write again and again. */
export const cannedReplies: readonly PresetCannedGroup[] = [
  {
    name: { en: "Ask for details", ru: "Уточнить", id: "Minta rincian", fa: "پرسیدن جزئیات" },
    replies: [
      {
        name: { en: "Order number", ru: "Номер заказа", id: "Nomor pesanan", fa: "شمارهٔ سفارش" },
        text: {
          en: "Hello! Please tell us the number of your order, and we will look into request {{number}}.",
          ru: "Здравствуйте! Напишите, пожалуйста, номер заказа, и мы разберёмся с заявкой {{number}}.",
          id: "Halo! Mohon kirim nomor pesanan Anda, dan kami akan memeriksa permintaan {{number}}.",
          fa: "سلام! لطفاً شمارهٔ سفارش را بفرستید تا درخواست {{number}} را بررسی کنیم.",
        },
      },
      {
        name: { en: "Screenshot", ru: "Снимок экрана", id: "Tangkapan layar", fa: "عکس صفحه" },
        text: {
          en: "Please send a screenshot of the error: it helps to find the cause sooner.",
          ru: "Пришлите, пожалуйста, снимок экрана с ошибкой: так мы быстрее найдём причину.",
          id: "Mohon kirim tangkapan layar kesalahannya agar penyebabnya lebih cepat ditemukan.",
          fa: "لطفاً عکس صفحهٔ خطا را بفرستید تا علت زودتر پیدا شود.",
        },
      },
      {
        name: { en: "Scan of a document", ru: "Скан документа", id: "Pindaian dokumen", fa: "اسکن سند" },
        text: {
          en: "Please send a scan of the document: a photo of all pages will do.",
          ru: "Пришлите, пожалуйста, скан документа: подойдёт и фотография всех страниц.",
          id: "Mohon kirim pindaian dokumen: foto semua halaman juga boleh.",
          fa: "لطفاً اسکن سند را بفرستید: عکس همهٔ صفحه‌ها هم کافی است.",
        },
      },
    ],
  },
  {
    name: { en: "Solved", ru: "Решено", id: "Selesai", fa: "حل شد" },
    replies: [
      {
        name: { en: "Done, thank you", ru: "Готово, спасибо", id: "Selesai, terima kasih", fa: "انجام شد، سپاس" },
        text: {
          en: "Everything works again. Thank you for telling us! If it comes back, just answer here.",
          ru: "Всё снова работает. Спасибо, что написали! Если повторится, просто ответьте здесь.",
          id: "Semuanya berfungsi lagi. Terima kasih sudah memberi tahu! Bila terulang, cukup balas di sini.",
          fa: "همه‌چیز دوباره کار می‌کند. سپاس که خبر دادید! اگر تکرار شد همین‌جا پاسخ دهید.",
        },
      },
    ],
  },
];

export const triggers: readonly PresetTrigger[] = [
  {
    name: {
      en: "Remind the client after three days",
      ru: "Напомнить клиенту через три дня",
      id: "Ingatkan klien setelah tiga hari",
      fa: "یادآوری به مشتری پس از سه روز",
    },
    // Switched on by who wants it: a desk that moves here would remind of all that has waited for years.
    off: true,
    condition: "status:awaiting_reply",
    on: [{ event: "waiting", since: "status", for: "P3D" }],
    actions: [
      {
        do: "notify",
        to: ["client"],
        text: {
          en: "Hello! We are waiting for your answer about request {{number}} “{{subject}}”. Is it still needed?",
          ru: "Здравствуйте! Мы ждём вашего ответа по заявке {{number}} «{{subject}}». Вопрос ещё актуален?",
          id: "Halo! Kami menunggu jawaban Anda tentang permintaan {{number}} “{{subject}}”. Apakah masih diperlukan?",
          fa: "سلام! در انتظار پاسخ شما دربارهٔ درخواست {{number}} «{{subject}}» هستیم. هنوز لازم است؟",
        },
      },
    ],
  },
  {
    name: {
      en: "Show a bad rating to colleagues",
      ru: "Показать коллегам низкую оценку",
      id: "Tunjukkan penilaian buruk kepada rekan",
      fa: "نشان دادن امتیاز بد به همکاران",
    },
    condition: "rating<=2",
    on: [{ event: "rated" }],
    actions: [
      {
        do: "note",
        important: true,
        text: {
          en: "The client rated {{rating}}: look what went wrong.",
          ru: "Клиент поставил {{rating}}: посмотрите, что пошло не так.",
          id: "Klien memberi nilai {{rating}}: periksa apa yang salah.",
          fa: "مشتری امتیاز {{rating}} داد: ببینید چه چیزی خوب پیش نرفت.",
        },
      },
    ],
  },
];
