import type { PresetCannedGroup } from "../preset-rules.ts";

/** What both lines write to buyers again and again. */
export const cannedReplies: readonly PresetCannedGroup[] = [
  {
    name: { en: "Ask for details", ru: "Уточнить", id: "Minta rincian", fa: "پرسیدن جزئیات" },
    replies: [
      {
        name: { en: "Order number", ru: "Номер заказа", id: "Nomor pesanan", fa: "شمارهٔ سفارش" },
        text: {
          en: "Hello! Please tell us the number of your order, and we will look into request {{number}}.",
          ru: "Здравствуйте! Напишите, пожалуйста, номер заказа, и мы разберёмся с обращением {{number}}.",
          id: "Halo! Mohon kirim nomor pesanan Anda, dan kami akan memeriksa permintaan {{number}}.",
          fa: "سلام! لطفاً شمارهٔ سفارش را بفرستید تا درخواست {{number}} را بررسی کنیم.",
        },
      },
      {
        name: { en: "Photo of the goods", ru: "Фото товара", id: "Foto barang", fa: "عکس کالا" },
        text: {
          en: "Please send a photo of the goods and of the packing: it decides sooner what we can do.",
          ru: "Пришлите, пожалуйста, фото товара и упаковки: так мы быстрее решим, чем помочь.",
          id: "Mohon kirim foto barang dan kemasannya agar kami lebih cepat memutuskan.",
          fa: "لطفاً عکس کالا و بسته‌بندی را بفرستید تا زودتر تصمیم بگیریم.",
        },
      },
    ],
  },
  {
    name: { en: "Handed on", ru: "Передали", id: "Diteruskan", fa: "سپرده شد" },
    replies: [
      {
        name: { en: "To the specialists", ru: "Специалистам", id: "Kepada spesialis", fa: "به کارشناسان" },
        text: {
          en: "We have handed your question to our specialists. They will answer here.",
          ru: "Передали ваш вопрос специалистам. Они ответят здесь же.",
          id: "Pertanyaan Anda sudah kami teruskan kepada spesialis. Mereka akan menjawab di sini.",
          fa: "پرسش شما را به کارشناسان سپردیم. همین‌جا پاسخ می‌دهند.",
        },
      },
    ],
  },
  {
    name: { en: "Solved", ru: "Решено", id: "Selesai", fa: "حل شد" },
    replies: [
      {
        name: {
          en: "Money is on its way",
          ru: "Деньги возвращаются",
          id: "Dana dikembalikan",
          fa: "پول بازگردانده می‌شود",
        },
        text: {
          en: "We have sent the money back. The bank needs up to ten days.",
          ru: "Мы вернули деньги. Банк зачислит их в течение десяти дней.",
          id: "Dana sudah kami kembalikan. Bank memerlukan hingga sepuluh hari.",
          fa: "پول را بازگرداندیم. بانک تا ده روز زمان نیاز دارد.",
        },
      },
    ],
  },
];
