import { Button, Modal, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { ErrorState } from "../../../kit/error-state.tsx";
import { useRoutePages } from "../../../kit/query.ts";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import { useWhy } from "../../../kit/why.ts";
import { useCard } from "./card.ts";
import classes from "./why.module.css";

type Onlooker = Answer<"getTicketSight">["items"][number];

/** Who can see this ticket and who cannot, each with what lets him in or keeps him out [B-EXPL-04]. */
export function SightDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("whyUi");
  const { ticket } = useCard();
  const [words, setWords] = useState("");
  const [settled] = useDebouncedValue(words.trim(), 200);
  const query = { limit: 30, ...(settled ? { search: settled } : {}) };
  const found = useRoutePages("getTicketSight", { params: { id: ticket.id }, query });
  const people = found.data?.pages.flatMap(({ items }) => items) ?? [];
  const client = found.data?.pages[0]?.client;
  return (
    <Modal opened onClose={onClose} title={t("sight.title", { number: ticket.number })} size="lg">
      <TextInput
        className={classes.search ?? ""}
        type="search"
        aria-label={t("sight.search")}
        placeholder={t("sight.search")}
        value={words}
        data-autofocus
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {found.error && people.length === 0 && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <SkeletonRows rows={6} />}
      <ul className={classes.facts}>
        {client && !settled && <Person one={client} about={t("sight.client")} />}
        {people.map((one) => (
          <Person key={one.id} one={one} about={one.role?.name ?? t("sight.noRole")} />
        ))}
      </ul>
      {found.data && people.length === 0 && <p className={classes.soft}>{t("sight.nobody")}</p>}
      {found.hasNextPage && (
        <Button mt="sm" variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("sight.more")}
        </Button>
      )}
    </Modal>
  );
}

function Person({ one, about }: { one: Omit<Onlooker, "role">; about: string }) {
  const { t } = useTranslation(["whyUi", "roles"]);
  const sayWhy = useWhy();
  const { name, sees, why, names } = one;
  const permissions = Object.fromEntries(
    why.flatMap(({ facts: { permission } }) =>
      typeof permission === "string" ? [[permission, t(`roles:permission.${permission}.name`)]] : [],
    ),
  );
  return (
    <li className={classes.person}>
      <span className={classes.name}>
        <bdi>{name}</bdi>
        <span className={classes.soft}>{about}</span>
        <span className={sees ? classes.sees : classes.soft}>{t(sees ? "sight.sees" : "sight.not")}</span>
      </span>
      <span className={classes.soft}>
        {why.map((reason) => sayWhy(reason, { ...names, ...permissions })).join(" · ")}
      </span>
    </li>
  );
}
