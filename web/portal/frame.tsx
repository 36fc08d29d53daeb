import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect } from "react";
import { connection } from "../kit/connection.ts";
import { ErrorBoundary } from "../kit/error-boundary.tsx";
import { ErrorState } from "../kit/error-state.tsx";
import { startLive, useLiveQueries } from "../kit/live.ts";
import { isProblem } from "../kit/problem.ts";
import { loadMe } from "../kit/session.ts";
import { SkeletonRows } from "../kit/skeleton-rows.tsx";
import { UndoToast } from "../kit/toast.tsx";
import { useAddress } from "./address.tsx";
import { startOutbox } from "./chat/outbox.ts";

// The screens are on their way while the server is asked who this is.
const screens = import("./screens.tsx");
const PortalScreens = lazy(() => screens.then(({ PortalScreens }) => ({ default: PortalScreens })));

/** What surrounds every screen of the portal; draws nothing of them before it knows whose they are. */
export function PortalFrame() {
  const client = useQueryClient();
  const address = useAddress();
  const { data: me, error, refetch } = useQuery({ queryKey: ["enter"], queryFn: () => loadMe(client), retry: 1 });
  const isEmployee = me?.person.kind === "employee";
  useEffect(() => {
    if (isEmployee) location.replace("/");
  }, [isEmployee]);

  if (error && !(isProblem(error) && error.status === 401)) {
    return <ErrorState error={error} onRetry={() => void refetch()} />;
  }
  if (!me || isEmployee) return <SkeletonRows rows={6} />;
  return (
    <>
      <ErrorBoundary name={address.path}>
        <Suspense fallback={<SkeletonRows rows={6} />}>
          <PortalScreens {...address} />
        </Suspense>
      </ErrorBoundary>
      <Live person={me.person.id} />
      <UndoToast />
    </>
  );
}

/** Follows what happens, sends what was written without a connection, and asks anew when the connection is back. */
function Live({ person }: { person: string }) {
  const client = useQueryClient();
  useEffect(startLive, []);
  useLiveQueries();
  useEffect(() => startOutbox(client, person), [client, person]);
  useEffect(() => {
    let last = connection.get();
    return connection.follow(() => {
      const isBack = last !== "online" && connection.get() === "online";
      last = connection.get();
      // What stands on the screen may have come out of the memory of this device.
      if (isBack) void client.invalidateQueries();
    });
  }, [client]);
  return null;
}
