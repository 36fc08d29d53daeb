import assert from "node:assert/strict";
import type { Static } from "typebox";
import type { FileView } from "../contract/ticket-view.ts";
import type { TestApp } from "./app.ts";
import type { CastName } from "./cast-people.ts";

/** Uploads a file as somebody of the cast, in one request; its id can then be attached. */
export async function upload(
  app: TestApp,
  name: CastName,
  file: { name: string; content: Buffer },
): Promise<Static<typeof FileView>> {
  const answer = await app.server.inject({
    method: "POST",
    url: "/api/v1/uploads",
    headers: {
      authorization: `Bearer ${app.cast.people[name].token}`,
      "tus-resumable": "1.0.0",
      "upload-length": String(file.content.length),
      "upload-metadata": `filename ${Buffer.from(file.name).toString("base64")}`,
      "content-type": "application/offset+octet-stream",
    },
    payload: file.content,
  });
  assert.equal(answer.statusCode, 201, answer.payload);
  return answer.json();
}
