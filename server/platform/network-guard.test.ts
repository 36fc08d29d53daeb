import assert from "node:assert/strict";
import { createServer, request } from "node:http";
import { request as requestTls } from "node:https";
import { connect } from "node:net";
import { after, before, describe, it } from "node:test";
import { isAllowance, makeNetworkGuard, type NetworkGuard, PRIVATE_ADDRESS } from "./network-guard.ts";

describe("addresses", () => {
  const { allowedAddress } = makeNetworkGuard();
  for (const address of ["93.184.216.34", "8.8.8.8", "172.32.0.1", "2606:2800:220:1::1", "::ffff:8.8.8.8"]) {
    it(`${address} may be reached`, () => assert.equal(allowedAddress(address), true));
  }
  const PRIVATE = [
    ...["0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.8.8.8", "169.254.169.254", "172.16.0.1", "172.31.255.1"],
    ...["192.0.0.1", "192.168.1.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1"],
    ...["fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:7f00:1", "::10.0.0.1"],
    ...["64:ff9b::a00:1", "2002:a00:1::", "2001:db8::1", "2001::1", "fec0::1", "100::1", "localhost", "", "10.0.0"],
  ];
  for (const address of PRIVATE) {
    it(`${address || "nothing"} may not`, () => assert.equal(allowedAddress(address), false));
  }

  it("lets through what was named: an address, a range, a host by its name and no other", () => {
    const guard = makeNetworkGuard(["10.1.0.0/16", "192.168.7.7", "mail.internal", "fd00::/8"]);
    for (const address of ["10.1.255.1", "192.168.7.7", "fd00::1", "::ffff:10.1.2.3"]) {
      assert.equal(guard.allowedAddress(address), true, address);
    }
    for (const address of ["10.2.0.1", "192.168.7.8", "fe80::1"]) assert.equal(guard.allowedAddress(address), false);
    assert.equal(guard.allowedAddress("10.9.9.9", "Mail.Internal"), true);
    assert.equal(guard.allowedAddress("10.9.9.9", "other.internal"), false);
  });

  it("knows what may be named", () => {
    for (const good of ["10.0.0.0/8", "10.0.0.1", "::1", "fd00::/8", "mail.internal", "почта.рф"]) {
      assert.equal(isAllowance(good), true, good);
    }
    for (const bad of ["10.0.0.0/33", "10.0.0", "10.0.0.0/x", "http://mail", "", "*"]) {
      assert.equal(isAllowance(bad), false, bad);
    }
  });
});

describe("connections", () => {
  let asked = 0;
  const server = createServer((_, reply) => {
    asked += 1;
    reply.end("inside");
  });
  let port = 0;
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    port = address && typeof address === "object" ? address.port : 0;
  });
  after(() => server.close());

  const get = (guard: NetworkGuard, host: string) =>
    new Promise<string>((resolve) => {
      const asking = request({ host, port, agent: guard.agents.http }, (answer) => {
        answer.resume();
        resolve("answered");
      });
      asking.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "")).end();
    });
  const open = (guard: NetworkGuard, host: string) =>
    new Promise<string>((resolve) => {
      const socket = connect({ host, port, lookup: guard.lookup }, () => {
        socket.destroy();
        resolve("connected");
      });
      socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? ""));
    });

  it("are refused by the address that the name has when they are made, and by an address written in any way", async () => {
    const guard = makeNetworkGuard();
    // `localhost` stands for any name whose owner points it inwards, before or after it was looked at.
    for (const host of ["localhost", "127.0.0.1", "0x7f.1", "2130706433", "::ffff:127.0.0.1"]) {
      assert.equal(await get(guard, host), PRIVATE_ADDRESS, host);
    }
    assert.equal(await open(guard, "localhost"), PRIVATE_ADDRESS);
    assert.throws(() => guard.checkHost("[::1]"), { code: PRIVATE_ADDRESS });
    assert.equal(asked, 0);
  });

  it("by TLS are refused too", async () => {
    const code = await new Promise((resolve) => {
      const asking = requestTls({ host: "127.0.0.1", port, agent: makeNetworkGuard().agents.https });
      asking.on("error", (error: NodeJS.ErrnoException) => resolve(error.code)).end();
    });
    assert.equal(code, PRIVATE_ADDRESS);
  });

  it("are made to what was named", async () => {
    assert.equal(await get(makeNetworkGuard(["127.0.0.0/8"]), "127.0.0.1"), "answered");
    assert.equal(await get(makeNetworkGuard(["localhost"]), "localhost"), "answered");
    assert.equal(await open(makeNetworkGuard(["127.0.0.1"]), "localhost"), "connected");
    assert.equal(asked, 2);
  });
});
