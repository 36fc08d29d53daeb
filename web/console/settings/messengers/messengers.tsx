import { useRoute } from "../../../kit/query.ts";
import { Missing } from "../frame/missing.tsx";
import { Loaded } from "../frame/page.tsx";
import { MessengerCard } from "./messenger-card.tsx";
import { MessengerList } from "./messenger-list.tsx";
import { NewMessenger } from "./new-messenger.tsx";

/** How often the screen looks how the accounts stand, ms. */
const LOOK_MS = 10_000;

/** Accounts in messengers: the list, a new one, or the card of one with its groups. */
export function Screen({ rest: [id] }: { rest: readonly string[] }) {
  const query = useRoute("listMessengers", {}, { refetchInterval: LOOK_MS });
  if (id === "new") return <NewMessenger />;
  return (
    <Loaded query={query}>
      {({ items }) => {
        if (id === undefined) return <MessengerList messengers={items} />;
        const messenger = items.find((one) => one.id === id);
        return messenger ? <MessengerCard key={id} messenger={messenger} /> : <Missing />;
      }}
    </Loaded>
  );
}
