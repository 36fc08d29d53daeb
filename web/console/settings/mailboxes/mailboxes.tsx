import { useRoute } from "../../../kit/query.ts";
import { Missing } from "../frame/missing.tsx";
import { Loaded } from "../frame/page.tsx";
import { MailboxCard } from "./mailbox-card.tsx";
import { MailboxList } from "./mailbox-list.tsx";
import { NewMailbox } from "./new-mailbox.tsx";

/** How often the screen looks whether something has come of a mailbox, in milliseconds. */
const LOOK_MS = 10_000;
const LOOK_SOON_MS = 1_500;

/** Mailboxes that letters are fetched from: the list, a new one, or the card of one. */
export function Screen({ rest: [id] }: { rest: readonly string[] }) {
  const query = useRoute(
    "listMailboxes",
    {},
    // A new one is looked at within moments.
    {
      refetchInterval: ({ state }) => (state.data?.items.some((one) => one.state === "new") ? LOOK_SOON_MS : LOOK_MS),
    },
  );
  if (id === "new") return <NewMailbox />;
  return (
    <Loaded query={query}>
      {({ items }) => {
        if (id === undefined) return <MailboxList mailboxes={items} />;
        const mailbox = items.find((one) => one.id === id);
        return mailbox ? <MailboxCard key={id} mailbox={mailbox} /> : <Missing />;
      }}
    </Loaded>
  );
}
