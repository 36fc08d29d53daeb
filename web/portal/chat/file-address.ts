import { type Answer, addressOf } from "../../kit/api.ts";

export type FileOf = Answer<"listMessages">["items"][number]["files"][number];

export const fileAt = (id: string) => addressOf("getFile", { params: { id } });
export const previewAt = (id: string, width: number) => addressOf("getPreview", { params: { id }, query: { width } });
