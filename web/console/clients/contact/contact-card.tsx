import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Contact } from "../../../../contract/clients.ts";
import { DEBT_CURRENCY } from "../../../../core/fields/card-fields.ts";
import { Ago } from "../../../kit/ago.tsx";
import { send } from "../../../kit/api.ts";
import { formatMoney } from "../../../kit/format.ts";
import { key, useAct, useRoute } from "../../../kit/query.ts";
import { useMay } from "../../../kit/session.ts";
import { AddLink } from "../../settings/frame/add-link.tsx";
import { Card } from "../../settings/frame/card.tsx";
import { CardHead } from "../../settings/frame/card-head.tsx";
import { Removal } from "../../settings/frame/card-parts.tsx";
import { EditorForm } from "../../settings/frame/editor-form.tsx";
import { Loaded } from "../../settings/frame/page.tsx";
import { useEditor } from "../../settings/frame/use-editor.ts";
import { ActivitySection } from "../../tickets/card/activity-section.tsx";
import { takenBack, useWritten } from "../own-fields.tsx";
import classes from "./contact.module.css";
import { ContactFields } from "./contact-fields.tsx";
import { bodyOf, type ContactForm, checkContact, formOf, NEW_CONTACT } from "./contact-form.ts";
import { PortalAccess } from "./portal-access.tsx";

const STALE = ["listContacts", "getPlace", "getCompany"] as const;

type NewProps = {
  company: string | undefined;
  place: string | undefined;
  onClose: () => void;
  onMade: (id: string) => void;
};

/** A new contact; of the company that the list shows, or of the flat whose card led here. */
export function NewContact({ company, place, onClose, onMade }: NewProps) {
  const flat = useRoute("getPlace", { params: { id: place ?? "" } }, { enabled: place !== undefined });
  const firm = useRoute("getCompany", { params: { id: company ?? "" } }, { enabled: company !== undefined });
  const isWaiting = (place !== undefined && flat.isPending) || (company !== undefined && firm.isPending);
  if (isWaiting) return null;
  const start: ContactForm = {
    ...NEW_CONTACT,
    company: firm.data ? { id: firm.data.id, name: firm.data.name } : null,
    places: flat.data ? [{ id: flat.data.id, address: flat.data.address || flat.data.name, basis: "owner" }] : [],
  };
  return <NewForm start={start} onClose={onClose} onMade={onMade} />;
}

function NewForm({
  start,
  onClose,
  onMade,
}: {
  start: ContactForm;
  onClose: () => void;
  onMade: (id: string) => void;
}) {
  const { t } = useTranslation(["clientsUi", "settings"]);
  const create = useAct("createContact", { stale: STALE });
  const editor = useEditor({
    saved: start,
    save: (form) => create.mutateAsync({ body: { ...bodyOf(form), name: form.name } }),
    check: (form) => checkContact(form, t),
    onSaved: ({ id }) => onMade(id),
  });
  return (
    <Card>
      <CardHead title={t("contacts.newTitle")} onClose={onClose} />
      <EditorForm editor={editor} isNew onCancel={onClose}>
        <ContactFields editor={editor} />
      </EditorForm>
    </Card>
  );
}

export function ContactCard({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useRoute("getContact", { params: { id } });
  return <Loaded query={query}>{(contact) => <Known contact={contact} onClose={onClose} />}</Loaded>;
}

function Known({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useTranslation(["clientsUi", "settings"]);
  const client = useQueryClient();
  const may = useMay();
  const params = { id: contact.id };
  const keep = (next: Contact) => client.setQueryData(key("getContact", { params }), next);
  const update = useAct("updateContact", { stale: STALE, onSuccess: keep });
  const remove = useAct("deleteContact", { stale: STALE });
  const written = useWritten("contact");
  const editor = useEditor({
    saved: formOf(contact),
    guard: {
      version: contact.version,
      reload: async () => {
        const now = await send("getContact", { params });
        keep(now);
        return { saved: formOf(now), version: now.version };
      },
    },
    save: (_, changed, ifMatch) => update.mutateAsync({ params, body: bodyOf(written(changed)), ifMatch }),
    check: (form) => checkContact(form, t),
    undoable: takenBack,
  });
  return (
    <Card>
      <CardHead
        title={contact.name}
        onClose={onClose}
        about={<Facts contact={contact} />}
        actions={
          may("ticket.write") && (
            <AddLink quiet to="/tickets/new" search={{ contact: contact.id }} label={t("contacts.newTicket")} />
          )
        }
      />
      <EditorForm editor={editor}>
        <ContactFields editor={editor} />
        <PortalAccess contact={contact} onChange={keep} />
        {may("ticket.read") && <ActivitySection of="contact" id={contact.id} />}
        <Removal
          texts="clientsUi:contacts.delete"
          name={contact.name}
          typed={contact.name}
          editor={editor}
          run={() => remove.mutateAsync({ params })}
          leave={() => onClose()}
        />
      </EditorForm>
    </Card>
  );
}

/** What is known at a glance: open tickets, debts, when last seen. */
function Facts({ contact }: { contact: Contact }) {
  const { t } = useTranslation("clientsUi");
  const where = `contact:${contact.id}`;
  const debt = (name: "debt" | "repairDebt") => {
    const amount = contact[name];
    if (amount === 0) return null;
    const shown = { sum: formatMoney(Math.abs(amount), DEBT_CURRENCY) };
    return (
      <span className={amount > 0 ? classes.debt : classes.ahead}>
        {t(`${name}.${amount > 0 ? "owes" : "ahead"}`, shown)}
      </span>
    );
  };
  return (
    <div className={classes.facts}>
      {contact.openTickets > 0 ? (
        <Link to="/tickets" search={{ tab: "all", where: `${where} category:new,open,paused` }}>
          {t("openTickets", { count: contact.openTickets })}
        </Link>
      ) : (
        <Link to="/tickets" search={{ tab: "all", where }}>
          {t("allTickets")}
        </Link>
      )}
      {debt("debt")}
      {debt("repairDebt")}
      {contact.lastSeenAt && (
        <span>
          {t("lastSeen")} <Ago at={contact.lastSeenAt} />
        </span>
      )}
    </div>
  );
}
