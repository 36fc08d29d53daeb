import { type IncomingMessage, request } from "node:http";

/** What the live stream tells of a ticket. */
export type Change = { id: string; number: number; kinds: string[] };
export type Following = { close: () => void };

/** Opens a live stream and hands on every change of a ticket. Resolves when the stream has begun. */
export async function readStream(
  url: string,
  headers: Record<string, string>,
  changed: (change: Change) => void,
): Promise<Following> {
  const answer = await new Promise<IncomingMessage>((done, failed) => {
    request(`${url}/api/v1/live`, { headers, agent: false }, done).on("error", failed).end();
  });
  if (answer.statusCode !== 200) throw new Error(`The live stream answers ${answer.statusCode}`);
  let rest = "";
  answer.setEncoding("utf8").on("data", (chunk: string) => {
    const blocks = (rest + chunk).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const data = /^event: ticket$/m.test(block) && /^data: (.*)$/m.exec(block)?.[1];
      if (data) changed(JSON.parse(data));
    }
  });
  answer.on("error", () => {});
  return { close: () => answer.destroy() };
}
