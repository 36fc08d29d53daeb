import type { Answer } from "../../../kit/api.ts";

type Group = Answer<"listCannedReplies">["items"][number];
export type Reply = Group["replies"][number];

/** Replies in whose name, group or text every word stands; those with the words in the name come first. */
export function findReplies(groups: readonly Group[], words: string): Reply[] {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  const has = (text: string) => wanted.every((word) => fold(text).includes(word));
  const found = groups.flatMap(({ name, replies }) =>
    replies.filter((reply) => has(`${name} ${reply.name} ${reply.text}`)),
  );
  return found.toSorted((a, b) => Number(has(b.name)) - Number(has(a.name)));
}

const fold = (text: string): string => text.toLowerCase().replaceAll("ё", "е");
