import { useEffect, useRef, useState } from "react";
import type { Upload as TusUpload } from "tus-js-client";
import { API } from "./api.ts";
import { newKey } from "./key.ts";

/** Catalogue H-DOC: at most 15 files of 40 MB. */
export const MOST_FILES = 15;
export const MOST_BYTES = 40 * 1024 * 1024;

export type UploadState = "going" | "paused" | "done" | "failed";
/** Why a file was not taken or did not arrive; its text is `common:upload.<problem>`. */
export type UploadProblem = "too-large" | "too-many" | "empty" | "refused" | "unreachable";
export type Upload = {
  key: string;
  name: string;
  size: number;
  image: boolean;
  /** 0 to 1. */
  progress: number;
  state: UploadState;
  problem?: UploadProblem | undefined;
  /** The file's id, once it is done: what `files` of a message or document takes. */
  id?: string;
};
export type Uploads = {
  list: readonly Upload[];
  /** Ids of those that are done, in order. */
  ids: readonly string[];
  busy: boolean;
  /** How many there may be altogether. */
  most: number;
  add: (files: Iterable<File>) => void;
  pause: (key: string) => void;
  resume: (key: string) => void;
  remove: (key: string) => void;
  clear: () => void;
  /** Files that are there already, uploaded before. */
  put: (files: readonly { id: string; name: string; size: number; image: boolean }[]) => void;
};

/** Why not this file, before a byte is sent. */
export function refuseFile(size: number, already: number, most = MOST_FILES): UploadProblem | undefined {
  if (already >= most) return "too-many";
  if (size > MOST_BYTES) return "too-large";
  return size === 0 ? "empty" : undefined;
}

/**
 * Resumable uploads (tus) with progress; they go on by themselves after a lost connection.
 * @param options.already how many files are there before these; `most` at most altogether, 15.
 */
export function useUpload(options: { already?: number; most?: number; onDone?: (id: string) => void } = {}): Uploads {
  const [list, setList] = useState<readonly Upload[]>([]);
  const running = useRef(new Map<string, TusUpload>());
  const waiting = useRef(new Map<string, File>());
  useEffect(() => {
    const uploads = running.current;
    return () => {
      for (const upload of uploads.values()) void upload.abort();
    };
  }, []);

  const change = (key: string, part: Partial<Upload>) =>
    setList((now) => now.map((upload) => (upload.key === key ? { ...upload, ...part } : upload)));

  const begin = async (key: string, file: File) => {
    // The library comes with the first file, not with the page.
    const { DetailedError, Upload: Tus } = await import("tus-js-client");
    if (!waiting.current.has(key)) return;
    const upload = new Tus(file, {
      endpoint: `${API}/uploads`,
      retryDelays: [0, 1000, 3000, 8000, 20_000],
      chunkSize: 4 * 1024 * 1024,
      removeFingerprintOnSuccess: true,
      metadata: { filename: file.name, filetype: file.type || "application/octet-stream" },
      onProgress: (sent, total) => change(key, { progress: total > 0 ? sent / total : 0 }),
      onError: (error) => {
        const status = error instanceof DetailedError ? error.originalResponse?.getStatus() : undefined;
        change(key, { state: "failed", problem: status === 413 ? "too-large" : status ? "refused" : "unreachable" });
      },
      onSuccess: () => {
        const id = upload.url?.split("/").at(-1)?.split("?")[0];
        if (id === undefined) return change(key, { state: "failed", problem: "refused" });
        change(key, { state: "done", progress: 1, id });
        options.onDone?.(id);
      },
    });
    running.current.set(key, upload);
    upload.start();
  };

  const forget = (key: string) => {
    const upload = running.current.get(key);
    const isDone = list.some((item) => item.key === key && item.state === "done");
    if (upload && !isDone) void upload.abort(true).catch(() => undefined);
    running.current.delete(key);
    waiting.current.delete(key);
  };

  return {
    list,
    ids: list.flatMap(({ id }) => (id === undefined ? [] : [id])),
    busy: list.some(({ state }) => state === "going"),
    most: options.most ?? MOST_FILES,
    add: (files) => {
      const fresh: Upload[] = [];
      const taken = () => [...list, ...fresh].filter(({ problem }) => problem === undefined).length;
      for (const file of files) {
        const problem = refuseFile(file.size, (options.already ?? 0) + taken(), options.most);
        const key = newKey();
        const base = { key, name: file.name, size: file.size, image: file.type.startsWith("image/"), progress: 0 };
        fresh.push(problem ? { ...base, state: "failed", problem } : { ...base, state: "going" });
        if (problem) continue;
        waiting.current.set(key, file);
        begin(key, file).catch(() => change(key, { state: "failed", problem: "unreachable" }));
      }
      setList((now) => [...now, ...fresh]);
    },
    pause: (key) => {
      void running.current.get(key)?.abort();
      change(key, { state: "paused" });
    },
    resume: (key) => {
      const upload = running.current.get(key);
      const file = waiting.current.get(key);
      change(key, { state: "going", problem: undefined });
      if (upload) upload.start();
      else if (file) begin(key, file).catch(() => change(key, { state: "failed", problem: "unreachable" }));
    },
    remove: (key) => {
      forget(key);
      setList((now) => now.filter((upload) => upload.key !== key));
    },
    put: (files) =>
      setList((now) => [
        ...now,
        ...files.map(({ id, name, size, image }) => {
          return { id, name, size, image, key: newKey(), progress: 1, state: "done" as const };
        }),
      ]),
    clear: () => {
      for (const { key } of list) forget(key);
      setList([]);
    },
  };
}
