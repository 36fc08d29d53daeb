import { useRoute } from "../../../kit/query.ts";
import { Missing } from "../frame/missing.tsx";
import { Loaded } from "../frame/page.tsx";
import { AddressCard, NewAddress } from "./address-card.tsx";
import { AddressList } from "./address-list.tsx";

/** Addresses that take letters in: the list, a new one, or the card of one. */
export function Screen({ rest: [id] }: { rest: readonly string[] }) {
  const query = useRoute("listMailAddresses", {});
  if (id === "new") return <NewAddress />;
  return (
    <Loaded query={query}>
      {({ items }) => {
        if (id === undefined) return <AddressList addresses={items} />;
        const address = items.find((one) => one.id === id);
        return address ? <AddressCard key={id} address={address} /> : <Missing />;
      }}
    </Loaded>
  );
}
