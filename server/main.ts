import { enableCompileCache, flushCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// What was compiled is kept for the next start, of which it is a third. Nothing is kept in a folder that cannot be written.
enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/compiled", import.meta.url)));
const { serve } = await import("./serve.ts");
await serve();
flushCompileCache();
