import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { call } from "../../../kit/api.ts";
import { key } from "../../../kit/query.ts";
import type { Uploads } from "../../../kit/upload.ts";

/** Puts each file on the card as soon as it has arrived; answers why the last one could not be. */
export function useAttach(id: string, uploads: Uploads): unknown {
  const client = useQueryClient();
  const [error, setError] = useState<unknown>();
  const taken = useRef(new Set<string>());
  const attach = useEffectEvent(async (ready: { key: string; id: string }) => {
    try {
      await call("attachDocuments", { params: { id }, body: { files: [ready.id] } });
      setError(undefined);
    } catch (fault) {
      setError(fault);
    }
    await client.invalidateQueries({ queryKey: key("getTicket") });
    void client.invalidateQueries({ queryKey: key("listEvents") });
    uploads.remove(ready.key);
  });
  const ready = uploads.list.flatMap((upload) => (upload.id ? [{ key: upload.key, id: upload.id }] : []));
  const mark = ready.map((file) => file.id).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mark says whether there is a new one
  useEffect(() => {
    for (const file of ready) {
      if (taken.current.has(file.id)) continue;
      taken.current.add(file.id);
      void attach(file);
    }
  }, [mark]);
  return error;
}
