import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startDesk } from "./desk.ts";
import { readConfig } from "./platform/config.ts";
import type { Db } from "./platform/database.ts";
import { makeSetupToken } from "./setup/setup-token.ts";

const ROOT = new URL("..", import.meta.url);
const WEB = fileURLToPath(new URL("dist/web", ROOT));
const isDemo = process.argv.includes("--demo");

/** What `tools/demo` offers; it is loaded for the demo only. */
type DemoTool = {
  fillDemo: (parts: { owner: Db; db: Db; filesFolder: string; secret: string; publicUrl: string }) => Promise<void>;
  demoTable: (parts: { secret: string; publicUrl: string }) => string;
};

async function main(): Promise<void> {
  const config = readConfig(process.env);
  await buildWebOnce();
  const desk = await startDesk(config, { demo: isDemo, webFolder: WEB });
  const { publicUrl, secret, dataFolder } = config;

  let stopping = false;
  const stop = (signal: string) => {
    // The second time somebody means it.
    if (stopping) process.exit(1);
    stopping = true;
    console.log(`\n${signal}: stopping…`);
    desk.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", () => stop("SIGINT"));
  process.on("SIGTERM", () => stop("SIGTERM"));

  console.log(`Pult: ${publicUrl}   (letters come in at port ${desk.smtpPort})`);
  if (isDemo) {
    const demo: DemoTool = await import(new URL("tools/demo/fill-demo.ts", ROOT).href);
    await demo.fillDemo({ owner: desk.owner, db: desk.db, filesFolder: `${dataFolder}/files`, secret, publicUrl });
    console.log(demo.demoTable({ secret, publicUrl }));
    return;
  }
  const token = await makeSetupToken(desk.owner, new Date());
  if (token) console.log(`Set it up once at: ${publicUrl}/setup/${token}`);
}

/** The web is built where its sources are newer than the last build; an installation that ships it built has no tools. */
async function buildWebOnce(): Promise<void> {
  const builder = new URL("tools/build-web.ts", ROOT);
  if (!existsSync(builder)) return;
  const tool: { buildWeb: () => Promise<boolean> } = await import(builder.href);
  if (await tool.buildWeb()) console.log("The web is built.");
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
