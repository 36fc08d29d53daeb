import { ActionIcon, Button, Menu } from "@mantine/core";
import { ChevronDownIcon, DotsHorizontalIcon } from "@radix-ui/react-icons";
import { Link } from "@tanstack/react-router";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { textOf } from "../../../kit/i18n.ts";
import { useAsked, useCard } from "./card.ts";
import classes from "./manage.module.css";
import { isOver, type Offer, opensFields, sortOffers } from "./offers.ts";

/** Where the ticket has gone, and everything that is to be done with it. */
function MergedInto({ number }: { number: number }) {
  const { t } = useTranslation("card");
  return (
    <Link to="/tickets/$number" params={{ number: String(number) }}>
      {t("header.mergedInto", { number })}
    </Link>
  );
}

/**
 * The moves as buttons, the likely one first and loud, unless it reopens; calling off stands apart. `compact`: one row,
 * the rest in a menu.
 */
export function MoveButtons({ compact }: { compact?: boolean }) {
  const { t } = useTranslation(["card", "common"]);
  const { ticket, change, comment, moves, past } = useCard();
  const row = useRef<HTMLDivElement>(null);
  useAsked("moves", () => row.current?.querySelector("button")?.focus());
  const { first, others, cancelling } = sortOffers(ticket.moves);
  const press = (offer: Offer) => {
    // What cannot be taken back is never done by a single click.
    if (cancelling.includes(offer) || opensFields(offer, comment.changed)) moves.open(offer.to);
    else void moves.run(offer, {});
  };
  if (ticket.mergedInto) return <MergedInto number={ticket.mergedInto.number} />;
  if (ticket.moves.length === 0) {
    // Where a window is to be opened first, the button for that stands above.
    return past || ticket.can.hold ? null : <p className={classes.soft}>{t("manage.noMoves")}</p>;
  }
  const button = (offer: Offer, look: { variant?: string; color?: string }) => (
    <Button key={offer.to} {...look} onClick={() => press(offer)} disabled={change.busy}>
      {textOf(offer.label)}
    </Button>
  );
  const shown = compact ? (first ? [] : others.slice(0, 1)) : others;
  const rest = compact ? [...others.filter((offer) => !shown.includes(offer)), ...cancelling] : cancelling;
  const single = !compact && rest.length === 1 ? rest[0] : undefined;
  return (
    <div className={classes.moves} data-compact={compact || undefined} ref={row}>
      {first && button(first, isOver(ticket) ? { variant: "default" } : {})}
      {shown.map((offer) => button(offer, { variant: "default" }))}
      {single && button(single, { variant: "default" })}
      {!single && rest.length > 0 && (
        <Menu position="bottom-end" shadow="md">
          <Menu.Target>
            {compact ? (
              <ActionIcon variant="default" aria-label={t("manage.others")} disabled={change.busy}>
                <DotsHorizontalIcon />
              </ActionIcon>
            ) : (
              <Button variant="default" rightSection={<ChevronDownIcon />} disabled={change.busy}>
                {t("manage.cancel")}
              </Button>
            )}
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map((offer) => (
              <Menu.Item key={offer.to} onClick={() => press(offer)}>
                {textOf(offer.label)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
