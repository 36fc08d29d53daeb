import { ActionIcon, Popover } from "@mantine/core";
import { ExternalLinkIcon, InfoCircledIcon } from "@radix-ui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../../kit/query.ts";
import type { ChosenContact } from "./draft.ts";
import classes from "./what-is.module.css";

/** A line of a pop-over: `[label, value]`; without a value it says so. */
type Line = readonly [label: string, value: string | null | undefined];

/** [H-NEW-15] What is known of a chosen thing; its name opens its card in another tab. */
function WhatIs(props: { name: string; href: string; lines: readonly Line[] | undefined; onOpen?: () => void }) {
  const { t } = useTranslation(["newTicket", "common"]);
  return (
    <Popover position="bottom-start" shadow="md" withArrow trapFocus returnFocus onOpen={() => props.onOpen?.()}>
      <Popover.Target>
        <ActionIcon size={26} aria-label={t("whatIs", { name: props.name })}>
          <InfoCircledIcon />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes.whatIs ?? ""}>
        <a className={classes.whatIsName} href={props.href} target="_blank" rel="noreferrer">
          <bdi>{props.name}</bdi> <ExternalLinkIcon />
        </a>
        {props.lines ? (
          <dl className={classes.lines}>
            {props.lines.map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd data-none={!value || undefined}>{value || t("common:notSet")}</dd>
              </div>
            ))}
          </dl>
        ) : (
          <span className={classes.soft}>{t("common:loading")}…</span>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

/** [H-NEW-10, H-NEW-11] A site: quarter, group, firm, note. A unit: tags, account, note. */
export function WhatIsPlace({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation("newTicket");
  const [opened, setOpened] = useState(false);
  const { data } = useRoute("getPlace", { params: { id } }, { enabled: opened });
  const above = (kind: string) => data?.ancestors.find((one) => one.kind === kind)?.name;
  const lines: Line[] | undefined =
    data &&
    (data.kind === "unit"
      ? [
          [t("line.tags"), data.tags.join(", ")],
          [t("line.account"), data.account],
          [t("line.note"), data.note],
        ]
      : [
          [t("line.quarter"), above("quarter")],
          [t("line.group"), above("group")],
          [t("line.legalEntity"), data.settings.legalEntity?.name],
          [t("line.note"), data.note],
        ]);
  return <WhatIs name={name} href={`/places?open=${id}`} lines={lines} onOpen={() => setOpened(true)} />;
}

/** [H-NEW-12] Tags, account, note. */
export function WhatIsContact({ contact }: { contact: ChosenContact }) {
  const { t } = useTranslation("newTicket");
  if (contact.employee) {
    const lines: Line[] = [
      [t("who.phone"), contact.phone],
      [t("who.email"), contact.email],
    ];
    return <WhatIs name={contact.name} href={`/settings/employees/${contact.id}`} lines={lines} />;
  }
  const lines: Line[] = [
    [t("line.tags"), contact.tags.join(", ")],
    [t("line.account"), contact.account],
    [t("line.note"), contact.note],
  ];
  return <WhatIs name={contact.name} href={`/clients?open=${contact.id}`} lines={lines} />;
}

/** [H-NEW-13] Service type, note, tags. */
export function WhatIsService({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation("newTicket");
  const [opened, setOpened] = useState(false);
  const { data } = useRoute("getService", { params: { id } }, { enabled: opened });
  const lines: Line[] | undefined = data && [
    [t("line.serviceType"), data.type.name],
    [t("line.note"), data.note],
    [t("line.tags"), data.tags.join(", ")],
  ];
  return <WhatIs name={name} href={`/settings/services/${id}`} lines={lines} onOpen={() => setOpened(true)} />;
}
