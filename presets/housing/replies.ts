import type { PresetCannedGroup } from "../preset-rules.ts";

/** What dispatchers write to residents again and again. */
export const cannedReplies: readonly PresetCannedGroup[] = [
  {
    name: { en: "Ask for details", ru: "Уточнить", id: "Minta rincian", fa: "پرسیدن جزئیات" },
    replies: [
      {
        name: {
          en: "When you are at home",
          ru: "Когда вы дома",
          id: "Kapan Anda di rumah",
          fa: "چه زمانی در خانه هستید",
        },
        text: {
          en: "Hello! When will somebody be at home, so that the master can come about request {{number}}?",
          ru: "Здравствуйте! Когда дома кто-нибудь будет, чтобы мастер мог прийти по заявке {{number}}?",
          id: "Halo! Kapan ada orang di rumah agar teknisi dapat datang untuk permintaan {{number}}?",
          fa: "سلام! چه زمانی کسی در خانه است تا استادکار برای درخواست {{number}} بیاید؟",
        },
      },
      {
        name: { en: "Photo", ru: "Фотография", id: "Foto", fa: "عکس" },
        text: {
          en: "Please send a photo: the master will take the right tools and parts with him.",
          ru: "Пришлите, пожалуйста, фотографию: мастер возьмёт с собой нужные детали и инструмент.",
          id: "Mohon kirim foto: teknisi akan membawa alat dan suku cadang yang tepat.",
          fa: "لطفاً عکس بفرستید تا استادکار ابزار و قطعهٔ لازم را همراه بیاورد.",
        },
      },
    ],
  },
  {
    name: { en: "On the way", ru: "В работе", id: "Sedang dikerjakan", fa: "در حال انجام" },
    replies: [
      {
        name: {
          en: "The master is on his way",
          ru: "Мастер едет",
          id: "Teknisi dalam perjalanan",
          fa: "استادکار در راه است",
        },
        text: {
          en: "The master is on his way to you. He will call before he comes.",
          ru: "Мастер уже едет к вам. Перед приходом он позвонит.",
          id: "Teknisi sedang menuju ke tempat Anda. Ia akan menelepon sebelum datang.",
          fa: "استادکار در راه است و پیش از رسیدن تماس می‌گیرد.",
        },
      },
      {
        name: { en: "Waiting for a part", ru: "Ждём деталь", id: "Menunggu suku cadang", fa: "در انتظار قطعه" },
        text: {
          en: "The part is ordered. We will go on as soon as it is here, and write to you on that day.",
          ru: "Деталь заказана. Продолжим, как только её привезут, и в тот же день напишем вам.",
          id: "Suku cadang sudah dipesan. Kami lanjutkan begitu tiba dan mengabari Anda hari itu juga.",
          fa: "قطعه سفارش داده شده است. به‌محض رسیدن ادامه می‌دهیم و همان روز به شما خبر می‌دهیم.",
        },
      },
    ],
  },
  {
    name: { en: "Done", ru: "Готово", id: "Selesai", fa: "انجام شد" },
    replies: [
      {
        name: { en: "Please look", ru: "Проверьте, пожалуйста", id: "Mohon diperiksa", fa: "لطفاً بررسی کنید" },
        text: {
          en: "It is done. Please look whether everything is all right, and write here if not.",
          ru: "Работа сделана. Проверьте, пожалуйста, всё ли в порядке; если нет, напишите сюда.",
          id: "Pekerjaan selesai. Mohon periksa, dan tulis di sini bila masih ada masalah.",
          fa: "کار انجام شد. لطفاً بررسی کنید و اگر مشکلی ماند همین‌جا بنویسید.",
        },
      },
    ],
  },
];
