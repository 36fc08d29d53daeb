import { readFile } from "node:fs/promises";

/** The version of this Pult and the Node that it is made for, from its package. */
export async function readRelease(): Promise<{ version: string; node: string }> {
  const text = await readFile(new URL("../../package.json", import.meta.url), "utf8");
  const { version, dependencies } = JSON.parse(text) as { version: string; dependencies: { node: string } };
  return { version, node: dependencies.node };
}
