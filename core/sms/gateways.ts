import type { Recipe } from "./recipe.ts";

/** Gateways that are known by their public protocols; any other is described by a recipe of one's own. */
export const GATEWAYS = ["smsc", "smsru", "twilio", "other"] as const;
export type Gateway = (typeof GATEWAYS)[number];
/** What is asked for beside the secret. */
export type Known = { name: string; login: boolean; senderNeeded: boolean; recipe: Recipe };

export const KNOWN: Record<Exclude<Gateway, "other">, Known> = {
  // https://smsc.ru/api/http/send/sms/
  smsc: {
    name: "SMSC.ru",
    login: true,
    senderNeeded: false,
    recipe: {
      encode: "form",
      headers: [],
      method: "POST",
      url: "https://smsc.ru/sys/send.php",
      body: "login={{login}}&psw={{secret}}&phones={{phone}}&mes={{text}}&sender={{sender}}&fmt=3&charset=utf-8",
      success: "id",
      id: "id",
      error: "error",
      code: "error_code",
      // 4: the address is blocked for a while; 9: too many at once.
      again: ["4", "9"],
    },
  },
  // https://sms.ru/api/send
  smsru: {
    name: "SMS.ru",
    login: false,
    senderNeeded: false,
    recipe: {
      encode: "form",
      headers: [],
      method: "POST",
      url: "https://sms.ru/sms/send",
      body: "api_id={{secret}}&to={{digits}}&msg={{text}}&from={{sender}}&json=1",
      success: "sms.{{digits}}.status=OK",
      id: "sms.{{digits}}.sms_id",
      error: "sms.{{digits}}.status_text, status_text",
      code: "sms.{{digits}}.status_code, status_code",
      // 220: the service is away for the moment.
      again: ["220", "500"],
    },
  },
  // https://www.twilio.com/docs/messaging/api/message-resource
  twilio: {
    name: "Twilio",
    login: true,
    senderNeeded: true,
    recipe: {
      method: "POST",
      url: "https://api.twilio.com/2010-04-01/Accounts/{{login}}/Messages.json",
      encode: "form",
      headers: [{ name: "authorization", value: "Basic {{basic}}" }],
      body: "To={{phone}}&From={{sender}}&Body={{text}}",
      success: "sid",
      id: "sid",
      error: "message",
      code: "code",
      again: ["20429"],
    },
  },
};

/** What one begins with for a gateway of one's own. */
export const OWN: Recipe = {
  method: "POST",
  url: "",
  encode: "json",
  headers: [{ name: "authorization", value: "Bearer {{secret}}" }],
  body: '{"to": "{{phone}}", "text": "{{text}}"}',
  success: "",
  id: "id",
  error: "error",
  code: "",
  again: [],
};
