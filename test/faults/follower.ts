import { type ClientRequest, type IncomingMessage, request } from "node:http";

/** Somebody who has the desk open: his browser follows the live stream, and goes on where it was cut off. */
export type Follower = {
  /** Tickets that he was told of. */
  tickets: () => ReadonlySet<string>;
  connects: () => number;
  /** How often he was told to look at everything anew. */
  resets: () => number;
  close: () => void;
};

/** What the desk itself asks browsers to wait, ms. */
const AGAIN_MS = 1_000;
/** Several beats of a stream without a sign, ms. */
const SILENT_MS = 65_000;

/** Follows the stream at the address, and connects again where it was cut off. */
export function follow(url: string, token: string): Follower {
  const tickets = new Set<string>();
  let lastId = "";
  let connects = 0;
  let resets = 0;
  let closed = false;
  let current: ClientRequest | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;

  function open(): void {
    let over = false;
    const next = () => {
      if (over || closed) return;
      over = true;
      again = setTimeout(open, AGAIN_MS);
    };
    const headers = { authorization: `Bearer ${token}`, ...(lastId === "" ? {} : { "last-event-id": lastId }) };
    current = request(`${url}/api/v1/live`, { headers, agent: false, timeout: SILENT_MS }, (answer) => {
      if (answer.statusCode !== 200) {
        answer.resume().once("end", next);
        return;
      }
      connects += 1;
      answer.once("close", next);
      answer.on("error", next);
      read(answer);
    });
    current.on("error", next);
    current.on("timeout", () => current?.destroy());
    current.end();
  }

  function read(answer: IncomingMessage): void {
    let rest = "";
    answer.setEncoding("utf8").on("data", (chunk: string) => {
      const blocks = (rest + chunk).split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) {
        const of = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1];
        const event = of("event");
        if (event === "ticket") tickets.add((JSON.parse(of("data") ?? "{}") as { id: string }).id);
        if (event === "reset") resets += 1;
        // Only now, as browsers do: what was not read to its end is asked for again.
        lastId = of("id") ?? lastId;
      }
    });
  }

  open();
  return {
    tickets: () => tickets,
    connects: () => connects,
    resets: () => resets,
    close() {
      closed = true;
      clearTimeout(again);
      current?.destroy();
    },
  };
}
