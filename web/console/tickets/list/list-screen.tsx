import { VisuallyHidden } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../../kit/error-state.tsx";
import { Problem } from "../../../kit/problem.ts";
import { useMay } from "../../../kit/session.ts";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import { withTexts } from "../../../kit/with-texts.ts";
import { useIsPhone } from "../../sheets/use-is-phone.ts";
import { useTicketFields } from "./fields.ts";
import { ListBody } from "./list-body.tsx";
import { Split } from "./split.tsx";
import { useExpand } from "./use-list-keys.ts";
import type { Address, Section } from "./use-list-state.ts";
import { next } from "./warm-up.ts";

const TicketAside = lazy(async () => ({ default: (await next.card()).TicketAside }));
const NewTicketAside = lazy(async () => ({
  default: (await withTexts(import("../new/new-ticket-aside.tsx"), ["newTicket", "clocks"])).NewTicketAside,
}));

/** All tickets, or mine: the list, and beside it the ticket that is open or a new one. */
export function ListScreen({ section, search, onSearch }: Address & { section: Section }) {
  const { t } = useTranslation("list");
  const may = useMay();
  const navigate = useNavigate();
  const expand = useExpand();
  const isNarrow = useIsPhone();
  const { fields, error, retry } = useTicketFields();

  if (!may("section.tickets")) return <ErrorState error={new Problem({ code: "http/403", status: 403 })} />;
  if (!fields) return error ? <ErrorState error={error} onRetry={retry} /> : <SkeletonRows rows={16} />;

  const add = () => {
    if (isNarrow) void navigate({ to: "/tickets/new", search: {} });
    else onSearch({ add: true, open: undefined });
  };
  const leave = () => onSearch({ open: undefined, add: undefined });
  const aside = isNarrow ? null : search.add ? (
    <NewTicketAside
      onClose={leave}
      onCreated={(number) => onSearch({ add: undefined, open: number }, { replace: true })}
    />
  ) : search.open === undefined ? null : (
    <TicketAside
      number={String(search.open)}
      onClose={leave}
      onExpand={() => search.open !== undefined && expand(search.open)}
    />
  );
  return (
    <Split aside={aside && <Suspense fallback={<SkeletonRows rows={10} />}>{aside}</Suspense>}>
      <VisuallyHidden component="h1">{t(`heading.${section}`)}</VisuallyHidden>
      <ListBody
        section={section}
        search={search}
        onSearch={onSearch}
        fields={fields}
        isNarrow={isNarrow}
        onAdd={add}
        onLeave={leave}
        onOpen={(number) => {
          if (isNarrow) expand(number);
          else onSearch({ open: number, add: undefined }, { replace: search.open !== undefined });
        }}
        onExpand={expand}
      />
    </Split>
  );
}
