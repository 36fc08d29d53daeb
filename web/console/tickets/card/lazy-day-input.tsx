import { Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";
import type { DayInputProps } from "./day-input.tsx";

const Loaded = lazy(async () => ({ default: (await import("./day-input.tsx")).DayInput }));

/** The calendar comes when somebody needs a day, not with the card. */
export function DayInput(props: DayInputProps) {
  return (
    <Suspense fallback={<Skeleton height={52} />}>
      <Loaded {...props} />
    </Suspense>
  );
}
