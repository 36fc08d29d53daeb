/** Letters as mail programs write them, with what the person wrote this time. */
export type QuoteFixture = {
  name: string;
  letter: string;
  text: string;
  /** A part of the quotation that must have been cut; null when nothing may be cut. */
  cut: string | null;
  signature: string | null;
};

const SEPARATOR = "-=- Ответ пишите выше этой строки -=-";
const OURS = `${SEPARATOR}\n\nМастер будет завтра с 10 до 12.\n\nЗаявка №4711 · В работе`;
const quoted = (text: string) => text.replace(/^/gm, "> ");

function fixture(
  name: string,
  letter: string,
  text: string,
  cut: string | null,
  signature: string | null = null,
): QuoteFixture {
  return { name, letter, text, cut, signature };
}

export const QUOTE_FIXTURES: QuoteFixture[] = [
  fixture(
    "plain, nothing to cut",
    "Здравствуйте!\n\nТечёт кран на кухне.",
    "Здравствуйте!\n\nТечёт кран на кухне.",
    null,
  ),
  fixture(
    "Gmail ru over our letter",
    `Спасибо, жду.\n\nпт, 20 нояб. 2026 г. в 10:05, УК «Заря» <zarya+abc@desk.example>:\n\n${quoted(OURS)}`,
    "Спасибо, жду.",
    "Мастер будет завтра",
  ),
  fixture(
    "Gmail ru, wrapped header, no separator",
    "Дома буду после шести.\n\nпт, 20 нояб. 2026 г. в 10:05, Управляющая компания «Заря» <\nzarya@desk.example>:\n\n> Когда вам удобно?\n>\n",
    "Дома буду после шести.",
    "Когда вам удобно",
  ),
  fixture(
    "Gmail ru, older form",
    "Да.\n\n20 ноября 2026 г., 10:05 пользователь УК Заря <zarya@desk.example>\nнаписал:\n\n> Свет появился?",
    "Да.",
    "Свет появился",
  ),
  fixture(
    "Gmail en",
    "Thanks, that works.\n\nOn Fri, Nov 20, 2026 at 10:05 AM Support <help@desk.example> wrote:\n\n> Please restart the till.\n> It should print now.\n",
    "Thanks, that works.",
    "restart the till",
  ),
  fixture(
    "Gmail en, wrapped",
    "Still broken.\n\nOn Fri, Nov 20, 2026 at 10:05 AM Very Long Company Name Support Desk <\nhelp@desk.example> wrote:\n\n> Fixed?",
    "Still broken.",
    "Fixed?",
  ),
  fixture(
    "Outlook ru",
    "Добрый день.\nАкт подписан.\n\nС уважением,\nПетрова Анна\nбухгалтер\n\nОт: Поддержка <help@desk.example>\nОтправлено: 20 ноября 2026 г. 10:05\nКому: Петрова Анна\nТема: Re: Акт [#15]\n\nПришлите, пожалуйста, акт.",
    "Добрый день.\nАкт подписан.",
    "Пришлите, пожалуйста",
    "С уважением,\nПетрова Анна\nбухгалтер",
  ),
  fixture(
    "Outlook ru with a rule and our separator unquoted",
    `Готово\n\n________________________________\nОт: УК «Заря» <zarya@desk.example>\nОтправлено: пятница, 20 ноября 2026 г. 10:05:58\nКому: anna@example.org\nТема: Re: Лифт [#4711]\n\n${OURS}`,
    "Готово",
    "Мастер будет завтра",
  ),
  fixture(
    "Outlook en, original message",
    "See attached.\n\n-----Original Message-----\nFrom: Support [mailto:help@desk.example]\nSent: Friday, November 20, 2026 10:05 AM\nTo: Anna\nSubject: RE: Report\n\nPlease send the report.",
    "See attached.",
    "Please send the report",
  ),
  fixture(
    "Outlook for a phone",
    "Ок\n\nGet Outlook for Android<https://aka.ms/x>\n________________________________\nFrom: Support <help@desk.example>\nSent: Friday, November 20, 2026 10:05:00 AM\nTo: Anna <anna@example.org>\nSubject: Re: Report\n\nDone?",
    "Ок",
    "Done?",
    "Get Outlook for Android<https://aka.ms/x>",
  ),
  fixture(
    "Mail.ru",
    "Да, заходите.\n\n\nПятница, 20 ноября 2026, 10:05 +03:00 от УК «Заря» <zarya@desk.example>:\n \nДобрый день! Можно зайти к вам завтра?\n",
    "Да, заходите.",
    "Можно зайти",
  ),
  fixture(
    "Mail.ru, quoted, with a signature",
    "Свет есть, спасибо!\n\n--\nАнна Петрова\nОтправлено из Почты Mail\n\n>Пятница, 20 ноября 2026, 10:05 +03:00 от УК <zarya@desk.example>:\n> \n>Проверьте, пожалуйста.",
    "Свет есть, спасибо!",
    "Проверьте",
    "--\nАнна Петрова\nОтправлено из Почты Mail",
  ),
  fixture(
    "Mail.ru from a phone",
    "Код домофона 42К1580\n\nОтправлено из мобильной Почты Mail.ru\n\n\nпятница, 20 ноября 2026 г., 10:05 +0300 от zarya@desk.example <zarya@desk.example>:\nКакой код домофона?",
    "Код домофона 42К1580",
    "Какой код",
    "Отправлено из мобильной Почты Mail.ru",
  ),
  fixture(
    "Yandex",
    'Заменили, но опять гудит.\n\n20.11.2026, 10:05, "УК Заря" <zarya@desk.example>:\n> Насос заменили.\n',
    "Заменили, но опять гудит.",
    "Насос заменили",
  ),
  fixture(
    "Yandex, with fields above the sentence",
    'Да.\n\n----------------\nКому: anna@example.org;\nТема: Насос;\n20.11.2026, 10:05, "УК Заря" <zarya@desk>:\nЗаменили?',
    "Да.",
    "Заменили?",
  ),
  fixture(
    "Gmail ru, from a host without a dot",
    "Спасибо!\n\nпт, 20 нояб. 2026 г. в 10:05, Волков Игорь Сергеевич (УК «Заря»)\n<zarya@localhost>:\n\n> Придём завтра.\n",
    "Спасибо!",
    "Придём завтра",
  ),
  fixture(
    "Yandex, quotation not marked",
    'Нет.\n\n-- \nОтправлено из мобильного приложения Яндекс Почты\n20.11.2026, 10:05, "УК Заря" <zarya@desk.example>:\nВсё ли в порядке?',
    "Нет.",
    "Всё ли в порядке",
    "-- \nОтправлено из мобильного приложения Яндекс Почты",
  ),
  fixture(
    "Apple Mail ru",
    "Хорошо\n\nОтправлено с iPhone\n\n> 20 нояб. 2026 г., в 10:05, УК Заря <zarya@desk.example> написал(а):\n> \n> \uFEFFКогда вам удобно?",
    "Хорошо",
    "Когда вам удобно",
    "Отправлено с iPhone",
  ),
  fixture(
    "Apple Mail en",
    "Sounds good\n\nSent from my iPhone\n\nOn 20 Nov 2026, at 10:05, Support <help@desk.example> wrote:\n\n> Shall we come at noon?\n> ",
    "Sounds good",
    "come at noon",
    "Sent from my iPhone",
  ),
  fixture(
    "Thunderbird ru, no address in the header",
    "Касса заработала.\n\n20.11.2026 10:05, Поддержка пишет:\n> Перезагрузите кассу.\n> И роутер.",
    "Касса заработала.",
    "Перезагрузите кассу",
  ),
  fixture(
    "Thunderbird en, answer below",
    "On 11/20/2026 10:05 AM, Support wrote:\n> Does it print?\n> Check the cable too.\n\nYes, it prints now.\n\n-- \nAnna",
    "Yes, it prints now.",
    "Does it print",
    "-- \nAnna",
  ),
  fixture(
    "The Bat!",
    "Здравствуйте, Заря.\n\nВы писали 20 ноября 2026 г., 10:05:58:\n\n> Доступ в подвал есть?\n\nДа, ключ у консьержа.",
    "Здравствуйте, Заря.\n\nВы писали 20 ноября 2026 г., 10:05:58:\n\n> Доступ в подвал есть?\n\nДа, ключ у консьержа.",
    null,
  ),
  fixture(
    "answers between quoted lines",
    "См. ниже.\n\nпт, 20 нояб. 2026 г. в 10:05, УК <zarya@desk.example>:\n\n> Какой этаж?\nтретий\n> Какой подъезд?\nвторой",
    "См. ниже.\n\nпт, 20 нояб. 2026 г. в 10:05, УК <zarya@desk.example>:\n\n> Какой этаж?\nтретий\n> Какой подъезд?\nвторой",
    null,
  ),
  fixture(
    "answers within our own letter",
    `On Fri, Nov 20, 2026 at 10:05 AM Zarya <zarya@desk.example> wrote:\n> ${SEPARATOR}\n> Which floor?\nThird.\n> Which entrance?\nSecond.`,
    `On Fri, Nov 20, 2026 at 10:05 AM Zarya <zarya@desk.example> wrote:\n> ${SEPARATOR}\n> Which floor?\nThird.\n> Which entrance?\nSecond.`,
    null,
  ),
  fixture(
    "nothing but a quotation stays whole",
    "> Мастер будет завтра.\n> Ждите.",
    "> Мастер будет завтра.\n> Ждите.",
    null,
  ),
  fixture(
    "an answer only below our separator stays",
    `${SEPARATOR}\nМастер был?\n\nНет, никто не приходил.`,
    `${SEPARATOR}\nМастер был?\n\nНет, никто не приходил.`,
    null,
  ),
  fixture(
    "an application with its own head is no quotation",
    "От: Ивановой А. П., кв. 15\nКому: ООО «УК Заря»\nТема: перерасчёт\n\nПрошу пересчитать плату за отопление.",
    "От: Ивановой А. П., кв. 15\nКому: ООО «УК Заря»\nТема: перерасчёт\n\nПрошу пересчитать плату за отопление.",
    null,
  ),
  fixture(
    "words that look like a header",
    "Вчера мастер написал:\nзавтра не приду. В 2026 году так не работают.",
    "Вчера мастер написал:\nзавтра не приду. В 2026 году так не работают.",
    null,
  ),
  fixture(
    "respect that is no signature",
    "С уважением отношусь к вашей работе, но лифт стоит.\nПочините.",
    "С уважением отношусь к вашей работе, но лифт стоит.\nПочините.",
    null,
  ),
  fixture("only a signature stays", "С уважением,\nАнна", "С уважением,\nАнна", null),
  fixture(
    "signature in English",
    "The printer is dead again.\n\nKind regards,\nJohn Smith\nOffice manager\n+44 20 7946 0000",
    "The printer is dead again.",
    null,
    "Kind regards,\nJohn Smith\nOffice manager\n+44 20 7946 0000",
  ),
  fixture(
    "Gmail id",
    "Baik, terima kasih.\n\nPada tanggal Jum, 20 Nov 2026 pukul 10.05 Layanan <help@desk.example> menulis:\n\n> Teknisi datang besok.\n\nDikirim dari iPhone saya",
    "Baik, terima kasih.",
    "Teknisi datang",
  ),
  fixture(
    "Gmail fa",
    "ممنون، منتظرم.\n\nدر تاریخ جمعه ۲۰ نوامبر ۲۰۲۶،‏ ۱۰:۰۵ پشتیبانی <help@desk.example> نوشت:\n\n> تعمیرکار فردا می‌آید.\n",
    "ممنون، منتظرم.",
    "تعمیرکار فردا",
  ),
  fixture(
    "Outlook id",
    "Sudah.\n\nDari: Layanan <help@desk.example>\nDikirim: Jumat, 20 November 2026 10.05\nKepada: Anna\nSubjek: RE: AC\n\nApakah sudah dingin?",
    "Sudah.",
    "Apakah sudah dingin",
  ),
  fixture(
    "French by the library",
    "Merci, c'est parfait.\n\nLe ven. 20 nov. 2026 à 10:05, Support <help@desk.example> a écrit :\n\nLe technicien passe demain.\n",
    "Merci, c'est parfait.",
    "Le technicien passe",
  ),
];
