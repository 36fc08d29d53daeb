import { lookup as resolve } from "node:dns";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { BlockList, isIP, type LookupFunction, Socket } from "node:net";

/** `code` of the error with which a connection is refused here. */
export const PRIVATE_ADDRESS = "ERR_PRIVATE_ADDRESS";

/**
 * Where the desk may connect to when people name the host: never into the network it stands in (mail servers, webhooks,
 * pictures of letters). What decides is the address that the connection is made to, at the moment it is made, so that
 * neither a redirect nor a name that has changed its address gets past.
 */
export type NetworkGuard = {
  /** Whether a connection to this numeric address may be made for whoever named `host`. */
  allowedAddress: (address: string, host?: string) => boolean;
  /** Throws an error with code `ERR_PRIVATE_ADDRESS` when the host is an address that is refused: such are not looked up. */
  checkHost: (host: string) => void;
  /** In place of `dns.lookup` for `net.connect`, `tls.connect` and `http.request`. Call `checkHost` too, or use the agents. */
  lookup: LookupFunction;
  /** For `http.request` and `https.request`: each connection is checked, those of redirects too. */
  agents: { http: HttpAgent; https: HttpsAgent };
};

/** Addresses that are not of the public internet: own machine, own network, made up, many at once (RFC 6890). */
const NOT_PUBLIC: readonly [string, number, "ipv4" | "ipv6"][] = [
  ["0.0.0.0", 8, "ipv4"],
  ["10.0.0.0", 8, "ipv4"],
  ["100.64.0.0", 10, "ipv4"],
  ["127.0.0.0", 8, "ipv4"],
  ["169.254.0.0", 16, "ipv4"],
  ["172.16.0.0", 12, "ipv4"],
  ["192.0.0.0", 24, "ipv4"],
  ["192.0.2.0", 24, "ipv4"],
  ["192.88.99.0", 24, "ipv4"],
  ["192.168.0.0", 16, "ipv4"],
  ["198.18.0.0", 15, "ipv4"],
  ["198.51.100.0", 24, "ipv4"],
  ["203.0.113.0", 24, "ipv4"],
  ["224.0.0.0", 3, "ipv4"],
];
/** Of IPv6 only this is public, but for what is carved out of it below: documentation, and IPv4 in disguise. */
const PUBLIC_IPV6 = ["2000::", 3] as const;
const NOT_PUBLIC_IPV6: readonly [string, number][] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

/**
 * `allowed`: what may be reached nevertheless: host names, addresses, and ranges such as `10.1.0.0/16`. A name counts for
 * all of its addresses.
 */
export function makeNetworkGuard(allowed: readonly string[] = []): NetworkGuard {
  const refused = new BlockList();
  for (const [net, bits, family] of NOT_PUBLIC) refused.addSubnet(net, bits, family);
  for (const [net, bits] of NOT_PUBLIC_IPV6) refused.addSubnet(net, bits, "ipv6");
  const publicIpv6 = new BlockList();
  publicIpv6.addSubnet(...PUBLIC_IPV6, "ipv6");
  const names = new Set(allowed.filter((one) => !rangeOf(one)).map((name) => name.toLowerCase()));
  const exceptions = new BlockList();
  for (const { net, bits, family } of allowed.flatMap((one) => rangeOf(one) ?? []))
    exceptions.addSubnet(net, bits, family);

  const allowedAddress = (address: string, host = "") => {
    const plain = unmapped(address);
    const family = isIP(plain) === 4 ? "ipv4" : "ipv6";
    if (isIP(plain) === 0) return false;
    if (names.has(host.toLowerCase()) || exceptions.check(plain, family)) return true;
    return !refused.check(plain, family) && (family === "ipv4" || publicIpv6.check(plain, "ipv6"));
  };
  const checkHost = (host: string) => {
    const address = host.replace(/^\[(.*)\]$/, "$1");
    if (isIP(address) !== 0 && !allowedAddress(address)) throw refusal(host);
  };
  const lookup: LookupFunction = (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      const most = error ? [] : found.filter(({ address }) => allowedAddress(address, host));
      const [first] = most;
      if (error) done(error, []);
      else if (!first) done(refusal(host), []);
      else if (options.all) done(null, most);
      else done(null, first.address, first.family);
    });
  };
  return { allowedAddress, checkHost, lookup, agents: guardedAgents({ checkHost, lookup }) };
}

/** What `PULT_ALLOW_PRIVATE` may hold between commas: an address, a range, or a host name. */
export const isAllowance = (text: string): boolean =>
  rangeOf(text) !== null || /^(?!\d+(\.\d+)*$)[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)*$/u.test(text);

function rangeOf(text: string): { net: string; bits: number; family: "ipv4" | "ipv6" } | null {
  const [net = "", length] = text.split("/");
  const version = isIP(net);
  if (version === 0) return null;
  const most = version === 4 ? 32 : 128;
  const bits = length === undefined ? most : /^\d{1,3}$/.test(length) ? Number(length) : -1;
  return bits >= 0 && bits <= most ? { net, bits, family: version === 4 ? "ipv4" : "ipv6" } : null;
}

/** `::ffff:10.0.0.1` is 10.0.0.1; however it is written. */
function unmapped(address: string): string {
  const plain = address.replace(/%.*$/, "");
  if (isIP(plain) !== 6) return plain;
  const [, high = "", low = ""] =
    /^\[::ffff:([0-9a-f]+):([0-9a-f]+)\]$/.exec(new URL(`http://[${plain}]`).hostname) ?? [];
  if (high === "") return plain;
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [a >> 8, a & 255, b >> 8, b & 255].join(".");
}

function refusal(host: string): NodeJS.ErrnoException {
  const error: NodeJS.ErrnoException = new Error(`${host} lies in a private network, which is not allowed here`);
  error.code = PRIVATE_ADDRESS;
  return error;
}

type Checks = Pick<NetworkGuard, "checkHost" | "lookup">;

function guardedAgents({ checkHost, lookup }: Checks): NetworkGuard["agents"] {
  /** For a host that is refused: a socket that fails with the reason, as one does whose server is not there. */
  const failing = (host: string | null | undefined): Socket | null => {
    try {
      checkHost(host ?? "");
      return null;
    } catch (error) {
      return new Socket().destroy(error instanceof Error ? error : new Error(String(error)));
    }
  };
  class GuardedHttp extends HttpAgent {
    override createConnection(...[options, done]: Parameters<HttpAgent["createConnection"]>) {
      return failing(options.host) ?? super.createConnection({ ...options, lookup }, done);
    }
  }
  class GuardedHttps extends HttpsAgent {
    override createConnection(...[options, done]: Parameters<HttpsAgent["createConnection"]>) {
      return failing(options.host) ?? super.createConnection({ ...options, lookup }, done);
    }
  }
  return { http: new GuardedHttp(), https: new GuardedHttps() };
}
