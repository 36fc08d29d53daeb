import { CLIENTS_ANSWER } from "../../../core/fields/clients-answer.ts";
import type { Answer } from "../../kit/api.ts";
import { isKeptFile } from "./order-draft.ts";
import type { Asked } from "./question.tsx";

type Say = (name: OwnField["name"]) => string;
export type OwnField = Answer<"listOrderFields">["items"][number];

/** What the desk has opened besides the service's form, as questions: values of lists are chosen by name. */
export function ownQuestions(fields: readonly OwnField[], textOf: Say): Asked[] {
  return fields.flatMap(({ key, type, name, required, choices }) => {
    const kind = CLIENTS_ANSWER.find((one) => one === type);
    if (!kind) return [];
    const options = choices.length > 0 ? { options: choices.map((choice) => textOf(choice.name)) } : {};
    return [{ key, label: textOf(name), type: kind, required, ...options }];
  });
}

/** Answers to these questions as the ticket takes them: `priority`, `serviceType`, and custom fields by their keys. */
export function ownBody(fields: readonly OwnField[], answers: Readonly<Record<string, unknown>>, textOf: Say) {
  const body: { priority?: string; serviceType?: string; custom?: Record<string, unknown> } = {};
  for (const { key, choices } of fields) {
    const answer = answers[key];
    if (answer === undefined) continue;
    const keyOf = (said: unknown) => choices.find(({ name }) => textOf(name) === said)?.key ?? said;
    const value = isKeptFile(answer)
      ? { id: answer.id }
      : choices.length === 0
        ? answer
        : Array.isArray(answer)
          ? answer.map(keyOf)
          : keyOf(answer);
    if (key === "priority" || key === "serviceType") body[key] = String(value);
    else body.custom = { ...body.custom, [key.replace(/^custom\./, "")]: value };
  }
  return body;
}
