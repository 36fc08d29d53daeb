import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { LookupFunction } from "node:net";
import { makeNetworkGuard, type NetworkGuard } from "../../server/platform/network-guard.ts";

/** The network of a machine that is on none: made-up requests of tests reach nobody by a name. */
export function noNetwork(): NetworkGuard {
  const lookup: LookupFunction = (host, _options, done) => {
    done(Object.assign(new Error(`${host} is not known here`), { code: "ENOTFOUND" }), []);
  };
  return {
    ...makeNetworkGuard(["127.0.0.1"]),
    lookup,
    agents: { http: new HttpAgent({ lookup }), https: new HttpsAgent({ lookup }) },
  };
}
