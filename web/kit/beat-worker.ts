/** Says a word every so many milliseconds: how many, is told first (web/kit/beat.ts). */
addEventListener("message", ({ data }: MessageEvent<number>) => {
  setInterval(() => postMessage(null), data);
});
