import { Button } from "@mantine/core";
import { useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { useMay } from "../../../kit/session.ts";
import { sendKeys, showKeys } from "../../../kit/shortcut-keys.ts";
import { toast } from "../../../kit/toast.tsx";
import { PriorityField } from "../card/priority-field.tsx";
import { CompanyField } from "./company-field.tsx";
import { CHANNELS, type Draft } from "./draft.ts";
import { Files, FilesArea, useDraftFiles } from "./files.tsx";
import { Incident } from "./incident.tsx";
import classes from "./new-ticket.module.css";
import { People } from "./people.tsx";
import { Planned } from "./planned.tsx";
import { CustomFields, OrderForm } from "./questions.tsx";
import { Similar } from "./similar.tsx";
import { StartStatus } from "./start-status.tsx";
import { useNewTicket } from "./use-new-ticket.ts";
import { useOwnService } from "./use-own-service.ts";
import { ServicePart, What } from "./what.tsx";
import { Where } from "./where.tsx";
import { Who } from "./who.tsx";

/**
 * A new ticket in the order of a telephone talk: by which way, who, where, what. All of it is a draft that survives a
 * reload; similar tickets stand beside (`wide`) or in between.
 */
export function NewTicketForm(props: {
  /** Keeps the draft apart from others: what the ticket begins with. */
  name: string;
  start: Draft;
  wide: boolean;
  onCreated: (number: number) => void;
}) {
  const { t } = useTranslation(["newTicket", "common"]);
  const may = useMay();
  const state = useNewTicket(props.name, props.start);
  const { draft, set, errors, channel } = state;
  const uploads = useDraftFiles(draft, set);
  const who = useRef<HTMLInputElement>(null);
  const whole = useRef<HTMLFormElement>(null);
  // Choosing anew after "clear" and "create and next": the fields forget what was typed into them.
  const [turn, setTurn] = useState(0);
  const part = { draft, set, errors };
  // The template comes first, and every other field after it [C-GEN-03].
  const { data: workspace } = useRoute("getWorkspace", {}, { staleTime: 10 * 60_000 });
  const serviceFirst = workspace?.settings.serviceFirst === true;
  useOwnService(serviceFirst, part);
  // The first thing that is asked on the telephone; a thumb is not met by a keyboard at once.
  useEffect(() => {
    if (matchMedia("(pointer: fine)").matches) who.current?.focus();
  }, []);

  const fresh = () => {
    uploads.clear();
    setTurn(turn + 1);
    setTimeout(() => who.current?.focus(), 0);
  };
  const create = async (next: boolean) => {
    const ticket = await state.create();
    if (!ticket) {
      // To the first field that is wrong, once it is marked.
      setTimeout(() => whole.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(), 30);
      return;
    }
    toast(t("created", { number: ticket.number }));
    if (next) fresh();
    else props.onCreated(ticket.number);
  };
  return (
    <FilesArea uploads={uploads}>
      <div className={classes.layout} data-wide={props.wide || undefined}>
        <form
          ref={whole}
          className={classes.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void create(false);
          }}
          onKeyDown={(event) => {
            // Enter alone sends nothing: a half-said request is easily sent by a slip.
            const isSend = event.key === "Enter" && (event.ctrlKey || event.metaKey);
            if (!isSend) return;
            event.preventDefault();
            void create(event.shiftKey);
          }}
        >
          <div className={classes.fields} key={turn}>
            {serviceFirst && <ServicePart {...part} />}
            {(!serviceFirst || draft.service) && (
              <>
                <ChannelField channel={channel} onChannel={(next) => set({ ...draft, channel: next })} />
                <Who {...part} inputRef={who} />
                <CompanyField {...part} />
                <Where {...part} />
                {!props.wide && <Similar draft={draft} />}
                <What {...part} withoutService={serviceFirst} />
                <PriorityField
                  value={draft.priority ?? null}
                  error={errors.priority}
                  onChange={(priority) => set({ ...draft, priority })}
                />
                <OrderForm {...part} form={state.form} />
                <CustomFields {...part} />
                <Incident {...part} />
                {may("ticket.assign") && <People {...part} />}
                <StartStatus {...part} />
                <Planned {...part} channel={channel} />
                <Files draft={draft} set={set} uploads={uploads} />
              </>
            )}
            <RefusalList error={state.error} except={Object.keys(errors)} />
          </div>
          <div className={classes.foot}>
            <Button type="submit" loading={state.busy} disabled={uploads.busy} title={sendKeys()}>
              {t("create")}
            </Button>
            <Button
              variant="default"
              disabled={uploads.busy || state.busy}
              title={showKeys("mod+shift+enter")}
              onClick={() => void create(true)}
            >
              {t("createNext")}
            </Button>
            <span className={classes.push}>
              {state.restored && <span className={classes.soft}>{t("common:composer.restored")}</span>}
            </span>
            <Button
              variant="subtle"
              color="gray"
              disabled={state.isEmpty && uploads.list.length === 0}
              onClick={() => {
                state.clear();
                fresh();
              }}
            >
              {t("common:action.clear")}
            </Button>
          </div>
        </form>
        {props.wide && (
          <div className={classes.beside}>
            <Similar draft={draft} />
          </div>
        )}
      </div>
    </FilesArea>
  );
}

/** [H-NEW-03] By which way it came: the one that was used last is there already. */
function ChannelField({ channel, onChannel }: { channel: string; onChannel: (channel: string) => void }) {
  const { t } = useTranslation("newTicket");
  const name = useId();
  return (
    <fieldset className={classes.plain}>
      <legend className={classes.label}>{t("channel.label")}</legend>
      <div className={classes.channels}>
        {CHANNELS.map((value) => (
          <label key={value} className={classes.channel}>
            <input type="radio" name={name} checked={value === channel} onChange={() => onChannel(value)} />
            <span>{t(`channel.${value}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
