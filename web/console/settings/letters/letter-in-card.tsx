import { Button, TextInput } from "@mantine/core";
import { DownloadIcon } from "@radix-ui/react-icons";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Answer, addressOf } from "../../../kit/api.ts";
import { formatFully, formatSize } from "../../../kit/format.ts";
import { isProblem } from "../../../kit/problem.ts";
import { key, useAct, useRoute } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { useWhy } from "../../../kit/why.ts";
import { Loaded, Page } from "../frame/page.tsx";
import { Notice, Section } from "../frame/section.tsx";
import { Facts, TicketLink } from "./facts.tsx";
import { LetterState } from "./letter-state.tsx";
import classes from "./letters.module.css";

type Letter = Answer<"getLetterIn">;

/** A letter received: what it says, what became of it and why; one in quarantine can be tried again or put by hand. */
export function LetterInCard({ id }: { id: string }) {
  const { t } = useTranslation(["mailUi", "settings"]);
  const query = useRoute(
    "getLetterIn",
    { params: { id } },
    // It is being read: the answer follows within a second or two.
    { refetchInterval: ({ state }) => (state.data?.state === "received" ? 1500 : false) },
  );
  return (
    <Loaded query={query}>
      {(letter) => (
        <Page
          title={letter.subject || t("noSubject")}
          back={{ to: "/settings/received", label: t("settings:page.received.title") }}
          actions={
            <Button
              component="a"
              href={addressOf("getRawLetter", { params: { id } })}
              download
              variant="default"
              leftSection={<DownloadIcon />}
            >
              {t("received.raw")}
            </Button>
          }
        >
          <div className={classes.letter}>
            {letter.reason && letter.state !== "done" && (
              <Notice tone={letter.state === "ignored" ? "plain" : undefined}>
                <span>
                  <strong>{t(`reason.${letter.reason}.name`, letter.reason)}.</strong>{" "}
                  {t(`reason.${letter.reason}.about`, "")}
                </span>
              </Notice>
            )}
            <LetterFacts letter={letter} />
            {letter.state !== "done" && <PutAside letter={letter} />}
            <Section title={t("received.text")}>
              <pre className={classes.text}>{letter.text || t("received.noText")}</pre>
            </Section>
            {letter.files.length > 0 && (
              <Section title={t("files")}>
                <ul className={classes.why}>
                  {letter.files.map(({ name, size }, index) => (
                    // Two files may have one name.
                    // biome-ignore lint/suspicious/noArrayIndexKey: see above
                    <li key={index}>
                      <bdi>{name}</bdi>, {formatSize(size)}
                    </li>
                  ))}
                </ul>
              </Section>
            )}
          </div>
        </Page>
      )}
    </Loaded>
  );
}

function LetterFacts({ letter }: { letter: Letter }) {
  const { t } = useTranslation("mailUi");
  const sayWhy = useWhy();
  return (
    <Facts
      facts={[
        [t("from"), letter.from ?? t("noSender")],
        [t("to"), letter.to.join(", ")],
        [t("receivedAt"), formatFully(letter.receivedAt)],
        [t("size"), formatSize(letter.size)],
        [t("state.label"), <LetterState key="state" state={letter.state} />],
        [t("ticket"), letter.ticket && <TicketLink key="ticket" number={letter.ticket.number} />],
        [
          t("received.why"),
          letter.why.length > 0 && (
            <ul key="why" className={classes.why}>
              {letter.why.map((why, index) => (
                // Two files may have been left out for one reason.
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                <li key={index}>{sayWhy(why)}</li>
              ))}
            </ul>
          ),
        ],
        [t("received.detail"), letter.detail && <code key="detail">{letter.detail}</code>],
      ]}
    />
  );
}

/** What can be done with a letter that is in no ticket. */
function PutAside({ letter }: { letter: Letter }) {
  const { t } = useTranslation("mailUi");
  const client = useQueryClient();
  const [number, setNumber] = useState("");
  const params = { id: letter.id };
  const retry = useAct("retryLetter", {
    stale: ["listLettersIn"],
    onSuccess: (next) => client.setQueryData<Letter>(key("getLetterIn", { params }), { ...letter, ...next }),
  });
  const isReading = retry.isPending || letter.state === "received";
  const unknown = isProblem(retry.error) && retry.error.status === 404 && number !== "";
  return (
    <Section title={t("received.act")} about={t("received.actAbout")}>
      <form
        className={classes.act}
        onSubmit={(event) => {
          event.preventDefault();
          if (number.trim() !== "") retry.mutate({ params, body: { ticket: number.trim() } });
        }}
      >
        <Button variant="default" loading={isReading} onClick={() => retry.mutate({ params, body: {} })}>
          {t("received.retry")}
        </Button>
        <TextInput
          className={classes.number ?? ""}
          label={t("received.number")}
          inputMode="numeric"
          maxLength={40}
          value={number}
          error={unknown ? t("received.noTicket") : undefined}
          onChange={(event) => setNumber(event.currentTarget.value.replace(/\D/g, ""))}
        />
        <Button type="submit" disabled={number === "" || isReading}>
          {t("received.put")}
        </Button>
      </form>
      {!unknown && <RefusalList error={retry.error} />}
    </Section>
  );
}
