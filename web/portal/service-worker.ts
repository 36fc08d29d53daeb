/**
 * Makes the portal open without a network: the page and its files as they were last, and the last answers of the API
 * for reading. Nothing that changes anything passes through here.
 */
type ExtendableEvent = Event & { waitUntil: (work: Promise<unknown>) => void };
type FetchEvent = ExtendableEvent & { request: Request; respondWith: (answer: Promise<Response>) => void };
type Scope = {
  skipWaiting: () => Promise<void>;
  clients: { claim: () => Promise<void> };
  addEventListener: (<E extends "install" | "activate">(kind: E, heard: (event: ExtendableEvent) => void) => void) &
    ((kind: "fetch", heard: (event: FetchEvent) => void) => void) &
    ((kind: "message", heard: (event: MessageEvent & ExtendableEvent) => void) => void);
};
declare const self: Scope & typeof globalThis;

const SHELL = "pult-shell-1";
/** Answers of the API: of one person, thrown away on sign-out. */
const ANSWERS = "pult-answers-1";
const PAGE = "/portal/";
/** How long the network is waited for when there is something kept, ms. */
const PATIENCE = 6000;
/** Answers and files kept at most; the oldest go first. */
const MOST = 200;
const READABLE = /^\/api\/v1\/(me|places|tickets|catalogue|drafts|files\/[^/]+\/preview)(\/|\?|$)/;
/** Says that an answer is from memory: the server was not reached. */
const KEPT = "X-Pult-Kept";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.add(PAGE)));
  void self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  const forget = caches
    .keys()
    .then((names) =>
      Promise.all(names.filter((name) => name !== SHELL && name !== ANSWERS).map((name) => caches.delete(name))),
    );
  event.waitUntil(forget.then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  if (event.data === "forget") event.waitUntil(caches.delete(ANSWERS));
  else if (typeof event.data === "object" && Array.isArray(event.data?.keep)) event.waitUntil(keepAll(event.data.keep));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(fresh(SHELL, request, PAGE));
  else if (url.pathname.startsWith("/assets/")) event.respondWith(kept(request));
  else if (READABLE.test(url.pathname)) event.respondWith(fresh(ANSWERS, request, request.url));
});

/** The network first, and what was kept when it is silent. */
async function fresh(store: string, request: Request, name: string): Promise<Response> {
  const cache = await caches.open(store);
  const old = await cache.match(name);
  const news = fetch(request).then(async (answer) => {
    if (answer.ok) {
      await cache.put(name, answer.clone());
      await shorten(cache);
    }
    // Signed out or somebody else by now: nothing of the last person may be shown.
    if (answer.status === 401) await caches.delete(ANSWERS);
    return answer;
  });
  if (!old) return news;
  const late = new Promise<Response>((done) => setTimeout(() => done(old.clone()), PATIENCE));
  return Promise.race([news, late]).catch(() => fromMemory(old));
}

function fromMemory(old: Response): Response {
  const headers = new Headers(old.headers);
  headers.set(KEPT, "1");
  return new Response(old.body, { status: old.status, headers });
}

/** Fetches what a page had loaded before this worker was there; each thing for itself, as far as it can be had. */
async function keepAll(addresses: readonly unknown[]): Promise<void> {
  const [shell, answers] = await Promise.all([caches.open(SHELL), caches.open(ANSWERS)]);
  const keep = async (address: unknown) => {
    const url = new URL(String(address), location.origin);
    if (url.origin !== location.origin) return;
    const cache = url.pathname.startsWith("/assets/") ? shell : READABLE.test(url.pathname) ? answers : undefined;
    if (!cache || (await cache.match(url.href))) return;
    const answer = await fetch(url);
    if (answer.ok) await cache.put(url.href, answer);
  };
  await Promise.allSettled(addresses.map(keep));
}

/** A file with a hash in its name never changes. */
async function kept(request: Request): Promise<Response> {
  const cache = await caches.open(SHELL);
  const old = await cache.match(request);
  if (old) return old;
  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
    await shorten(cache);
  }
  return answer;
}

async function shorten(cache: Cache): Promise<void> {
  const names = await cache.keys();
  await Promise.all(names.slice(0, Math.max(0, names.length - MOST)).map((name) => cache.delete(name)));
}
