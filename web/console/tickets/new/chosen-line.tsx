import { CloseButton, Input } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./new-ticket.module.css";

/** What was chosen, in the place of the field that found it: taken off with the cross. */
export function ChosenLine(props: {
  /** Empty: it stands under the one that has it. */
  label: string;
  name: string;
  detail?: ReactNode;
  /** What is known of it. */
  info?: ReactNode;
  error?: ReactNode;
  onRemove: () => void;
}) {
  const { t } = useTranslation("newTicket");
  return (
    <div>
      {props.label !== "" && <Input.Label component="div">{props.label}</Input.Label>}
      <div className={classes.chosen} data-wrong={props.error ? true : undefined}>
        <span className={classes.chosenText}>
          <bdi className={classes.chosenName}>{props.name}</bdi>
          {props.detail && <span className={classes.soft}>{props.detail}</span>}
        </span>
        {props.info}
        <CloseButton size={26} aria-label={t("remove", { name: props.name })} onClick={props.onRemove} />
      </div>
      {props.error && (
        <Input.Error role="alert" mt={4}>
          {props.error}
        </Input.Error>
      )}
    </div>
  );
}
