import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What the server does with addresses, for the development server: /portal/* is the portal's page, the rest the console's. */
const pages: Plugin = {
  name: "pult-pages",
  configureServer(server) {
    server.middlewares.use((request, _, next) => {
      const path = (request.url ?? "/").split("?")[0] ?? "/";
      const isPage = request.headers.accept?.includes("text/html") && !path.startsWith("/api/");
      if (isPage) request.url = /^\/portal(\/|$)/.test(path) ? "/portal/index.html" : "/console/index.html";
      next();
    });
  },
};

/**
 * Two pages and the portal's service worker. Everything under assets/ has a hash in its name and may be kept for ever;
 * no script or style is written into the pages.
 */
export default defineConfig({
  root: at("."),
  base: "/",
  plugins: [react(), pages],
  build: {
    outDir: at("../dist/web"),
    emptyOutDir: true,
    target: ["chrome107", "firefox110", "safari16"],
    // A picture written into a style would need `data:` in the policy; fonts are files anyway.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        console: at("console/index.html"),
        portal: at("portal/index.html"),
        worker: at("portal/service-worker.ts"),
      },
      output: {
        entryFileNames: ({ name }) => (name === "worker" ? "portal/service-worker.js" : "assets/[name]-[hash].js"),
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
  server: {
    port: 5173,
    fs: { allow: [at("..")] },
    proxy: { "/api": { target: process.env.PULT_URL ?? "http://127.0.0.1:4000", changeOrigin: false } },
  },
});
