import { connect, createServer, type Socket } from "node:net";

/** One address before several servers, as a load balancer gives it. */
export type RoundRobin = { readonly port: number; readonly close: () => Promise<void> };

/** Hands each connection to the next server that takes it; what a server that dies cuts off is cut off here too. */
export async function openRoundRobin(ports: readonly number[]): Promise<RoundRobin> {
  const open = new Set<Socket>();
  let turn = 0;
  const server = createServer((client) => {
    turn += 1;
    open.add(client);
    client.on("error", () => {});
    client.once("close", () => open.delete(client));
    pass(client, turn, ports.length);
  });

  function pass(client: Socket, at: number, left: number): void {
    if (left === 0) return void client.resetAndDestroy();
    const there = connect({ host: "127.0.0.1", port: ports[at % ports.length] ?? 0 });
    there.once("error", () => pass(client, at + 1, left - 1));
    there.once("connect", () => {
      there.removeAllListeners("error").on("error", () => {});
      client.pipe(there).pipe(client);
      client.once("close", () => there.destroy());
      there.once("close", () => client.resetAndDestroy());
    });
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: address && typeof address === "object" ? address.port : 0,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
