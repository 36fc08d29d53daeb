import assert from "node:assert/strict";
import { it } from "node:test";
import { findReplies } from "./find-replies.ts";

const reply = (name: string, text: string) => ({ id: name, group: "g", name, text, position: 0, version: 1 });
const groups = [
  { id: "g", name: "Уточнения", position: 0, replies: [reply("Скан", "Пришлите скан счёта"), reply("Счет", "Какой?")] },
  { id: "h", name: "Готово", position: 1, replies: [reply("Починили", "Всё работает")] },
];

it("finds canned replies by words of their name, group or text, names first", () => {
  const names = (words: string) => findReplies(groups, words).map(({ name }) => name);
  assert.deepEqual(names("СЧЕТ"), ["Счет", "Скан"]);
  assert.deepEqual(names("готово работает"), ["Починили"]);
  assert.deepEqual(names("нет такого"), []);
});
