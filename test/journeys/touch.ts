import assert from "node:assert/strict";
import type { Locator } from "playwright-core";

/** What a finger does on a telephone; the mouse of the browser has neither. */

/** Holds a finger on something until `shown` is there. */
export async function longPress(target: Locator, shown: Locator): Promise<void> {
  const { finger, x, y } = await fingerOn(target);
  await finger.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
  await shown.waitFor();
  await finger.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await finger.detach();
}

/** Draws something down by so many pixels and lets it go. */
export async function swipeDown(target: Locator, by: number): Promise<void> {
  const { finger, x, y } = await fingerOn(target);
  await finger.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
  for (const part of [0.3, 0.6, 1]) {
    const touchPoints = [{ x, y: y + by * part }];
    await finger.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints });
  }
  await finger.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await finger.detach();
}

async function fingerOn(target: Locator) {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  assert.ok(box, "There is nothing to touch");
  const page = target.page();
  return { finger: await page.context().newCDPSession(page), x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
