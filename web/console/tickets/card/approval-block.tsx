import { Button, Group, Textarea } from "@mantine/core";
import { CheckIcon } from "@radix-ui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RefusalList, useFieldErrors } from "../../../kit/refusal-list.tsx";
import { sendKeys } from "../../../kit/shortcut-keys.ts";
import { useCard } from "./card.ts";
import { EmployeeName } from "./employee-name.tsx";
import classes from "./manage.module.css";
import people from "./people.module.css";

type Word = "agreed" | "clarify" | "refused";

/** The stages of approval: who has agreed, who is asked now; an approver answers here. */
export function ApprovalBlock() {
  const { t } = useTranslation("card");
  const { ticket } = useCard();
  const { approval } = ticket;
  if (!approval || approval.stages.length === 0) return null;
  return (
    <div className={people.row}>
      <span className={people.label}>{t("approval.title")}</span>
      {approval.stages.map((stage, index) => (
        <div
          // Stages have no names of their own that differ, and keep their order.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={index}
          className={people.stage}
          data-now={index === approval.stage || undefined}
          data-done={index < approval.stage || undefined}
        >
          <span>
            {stage.name}
            {stage.approvers.length > 1 && (
              <span className={people.soft}> · {t(stage.rule === "any" ? "approval.any" : "approval.all")}</span>
            )}
          </span>
          {stage.approvers.map((approver) => (
            <span key={approver.id} className={people.approver}>
              <EmployeeName person={approver} />
              {approver.agreed && <CheckIcon aria-label={t("approval.agreed")} />}
            </span>
          ))}
        </div>
      ))}
      {ticket.can.approve && <Answer />}
    </div>
  );
}

/** Agree at a click; to ask back or to refuse takes a word why. */
function Answer() {
  const { t } = useTranslation(["card", "common"]);
  const { change } = useCard();
  const [opened, setOpened] = useState<Word>();
  const [comment, setComment] = useState("");
  const [error, setError] = useState<unknown>();
  const errors = useFieldErrors(error);
  const give = async (answer: Word) => {
    setError(undefined);
    try {
      await change.approve({ answer, ...(comment.trim() ? { comment: comment.trim() } : {}) });
      setOpened(undefined);
      setComment("");
    } catch (refused) {
      setError(refused);
    }
  };
  if (!opened) {
    return (
      <div className={classes.moves}>
        <Button onClick={() => void give("agreed")} loading={change.busy}>
          {t("approval.agree")}
        </Button>
        <Button variant="default" onClick={() => setOpened("clarify")}>
          {t("approval.clarify")}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => setOpened("refused")}>
          {t("approval.refuse")}
        </Button>
        <RefusalList error={error} />
      </div>
    );
  }
  return (
    <form
      className={classes.panel}
      onSubmit={(event) => {
        event.preventDefault();
        void give(opened);
      }}
    >
      <Textarea
        label={t(opened === "clarify" ? "approval.question" : "approval.why")}
        withAsterisk
        autosize
        minRows={2}
        maxLength={5_000}
        autoFocus
        value={comment}
        error={errors.comment}
        onChange={(event) => setComment(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void give(opened);
        }}
      />
      <RefusalList error={error} except={["comment"]} />
      <Group gap="sm">
        <Button type="submit" loading={change.busy} title={sendKeys()}>
          {t(opened === "clarify" ? "approval.clarify" : "approval.refuse")}
        </Button>
        <Button variant="default" onClick={() => setOpened(undefined)}>
          {t("common:action.cancel")}
        </Button>
      </Group>
    </form>
  );
}
