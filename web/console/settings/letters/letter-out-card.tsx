import { Button, Tabs } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { FileList } from "../../../kit/file-list.tsx";
import { formatFully } from "../../../kit/format.ts";
import { key, useAct, useRoute } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { toast } from "../../../kit/toast.tsx";
import { Loaded, Page } from "../frame/page.tsx";
import { Notice, Section } from "../frame/section.tsx";
import { Facts, TicketLink } from "./facts.tsx";
import { kindName } from "./letter-kind.ts";
import { LetterState } from "./letter-state.tsx";
import classes from "./letters.module.css";

type Letter = Answer<"getLetterOut">;

/** A letter out: to whom, what became of it, its text and HTML; one that was kept or failed can be sent again. */
export function LetterOutCard({ id }: { id: string }) {
  const { t } = useTranslation(["mailUi", "settings"]);
  const query = useRoute(
    "getLetterOut",
    { params: { id } },
    { refetchInterval: ({ state }) => (state.data?.state === "queued" ? 2000 : false) },
  );
  return (
    <Loaded query={query}>
      {(letter) => (
        <Page
          title={letter.subject || t("noSubject")}
          back={{ to: "/settings/outbox", label: t("settings:page.outbox.title") }}
          actions={letter.state !== "sent" && <Resend letter={letter} />}
        >
          <Letter letter={letter} />
        </Page>
      )}
    </Loaded>
  );
}

function Resend({ letter }: { letter: Letter }) {
  const { t } = useTranslation("mailUi");
  const client = useQueryClient();
  const params = { id: letter.id };
  const resend = useAct("resendLetter", { stale: ["listLettersOut"] });
  return (
    <>
      <Button
        loading={resend.isPending}
        onClick={() =>
          resend.mutate(
            { params },
            {
              onSuccess: (next) => {
                client.setQueryData<Letter>(key("getLetterOut", { params }), { ...letter, ...next });
                toast(t("outbox.queued"));
              },
            },
          )
        }
      >
        {t(letter.state === "failed" ? "outbox.again" : "outbox.send")}
      </Button>
      <RefusalList error={resend.error} />
    </>
  );
}

function Letter({ letter }: { letter: Letter }) {
  const { t } = useTranslation("mailUi");
  const [tab, setTab] = useState<string | null>(letter.html === null ? "text" : "html");
  return (
    <div className={classes.letter}>
      {letter.fault && (
        <Notice>
          <strong>{t(`fault.${letter.fault}.title`)}</strong>
          <p>{t(`fault.${letter.fault}.text`)}</p>
          <Link to="/settings/mail-addresses">{t(`fault.${letter.fault}.open`)}</Link>
        </Notice>
      )}
      <Facts
        facts={[
          [t("to"), letter.to],
          [t("state.label"), <LetterState key="state" state={letter.state} />],
          [t("kind.label"), kindName(letter.kind, t)],
          [t("written"), formatFully(letter.createdAt)],
          [t("sent"), letter.sentAt && formatFully(letter.sentAt)],
          [t("attempts"), letter.attempts > 0 ? letter.attempts : null],
          [t("ticket"), letter.ticket && <TicketLink key="ticket" number={letter.ticket.number} />],
          [t("error"), letter.error && <code key="error">{letter.error}</code>],
        ]}
      />
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List>
          {letter.html !== null && <Tabs.Tab value="html">{t("asHtml")}</Tabs.Tab>}
          <Tabs.Tab value="text">{t("asText")}</Tabs.Tab>
          <Tabs.Tab value="headers">{t("headers")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="html">
          {/* Nothing in it runs, opens windows or reaches us: the sandbox allows nothing at all. */}
          <iframe className={classes.html} title={t("asHtml")} sandbox="" srcDoc={letter.html ?? ""} />
        </Tabs.Panel>
        <Tabs.Panel value="text">
          <pre className={classes.text}>{letter.text}</pre>
        </Tabs.Panel>
        <Tabs.Panel value="headers">
          <pre className={classes.text} dir="ltr">
            {Object.entries(letter.headers)
              .map(([name, value]) => `${name}: ${value}`)
              .join("\n")}
          </pre>
        </Tabs.Panel>
      </Tabs>
      {letter.files.length > 0 && (
        <Section title={t("files")}>
          <FileList files={letter.files} />
        </Section>
      )}
    </div>
  );
}
