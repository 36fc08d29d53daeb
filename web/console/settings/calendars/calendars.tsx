import { useRoute } from "../../../kit/query.ts";
import { Missing } from "../frame/missing.tsx";
import { Loaded } from "../frame/page.tsx";
import { CalendarCard, NewCalendar } from "./calendar-card.tsx";
import { CalendarList } from "./calendar-list.tsx";

/** Calendars: the list, a new one, or the card of one. */
export function Screen({ rest: [id] }: { rest: readonly string[] }) {
  const query = useRoute("listCalendars", {});
  if (id === "new") return <NewCalendar />;
  return (
    <Loaded query={query}>
      {({ items }) => {
        if (id === undefined) return <CalendarList calendars={items} />;
        const calendar = items.find((one) => one.id === id);
        return calendar ? <CalendarCard key={id} calendar={calendar} /> : <Missing />;
      }}
    </Loaded>
  );
}
