import { ActionIcon, Button } from "@mantine/core";
import { Pencil1Icon, PlusIcon } from "@radix-ui/react-icons";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { key, useAct, useRoute } from "../../../kit/query.ts";
import { useFaultToast } from "../../../kit/toast.tsx";
import { CategoryDialog } from "../frame/category-dialog.tsx";
import { Loaded, Page } from "../frame/page.tsx";
import { Section, Sections } from "../frame/section.tsx";
import { Sortable } from "../frame/sortable.tsx";
import classes from "./canned-replies.module.css";
import { type Reply, ReplyDialog } from "./reply-dialog.tsx";

type Group = Answer<"listCannedReplies">["items"][number];
const STALE = ["listCannedReplies"] as const;

/** Groups of canned replies, and the replies of each, to be added, changed and put in order [P-CAN-04]. */
export function Screen() {
  const { t } = useTranslation(["cannedUi", "settings", "common"]);
  const query = useRoute("listCannedReplies", {});
  const [group, setGroup] = useState<Group | "new">();
  const [reply, setReply] = useState<Reply | { group: string }>();
  const create = useAct("createCannedGroup", { stale: STALE });
  const update = useAct("updateCannedGroup", { stale: STALE });
  const remove = useAct("deleteCannedGroup", { stale: STALE });
  const groups = query.data?.items ?? [];
  return (
    <Page
      title={t("settings:page.canned-replies.title")}
      about={t("about")}
      back={{ to: "/settings", label: t("settings:back") }}
      actions={
        <Button leftSection={<PlusIcon />} onClick={() => setGroup("new")}>
          {t("category.add")}
        </Button>
      }
    >
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title={t("empty.title")}
              why={t("empty.why")}
              action={{ label: t("category.add"), run: () => setGroup("new") }}
            />
          ) : (
            <Sections>
              {items.map((one) => (
                <GroupOfReplies
                  key={one.id}
                  group={one}
                  onEdit={() => setGroup(one)}
                  onReply={(edited) => setReply(edited ?? { group: one.id })}
                />
              ))}
            </Sections>
          )
        }
      </Loaded>
      <CategoryDialog
        edited={group}
        texts="cannedUi"
        save={({ name }, known) =>
          known
            ? update.mutateAsync({ params: { id: known.id }, body: { name } })
            : create.mutateAsync({ body: { name, position: groups.length } })
        }
        remove={({ id }) => remove.mutateAsync({ params: { id } })}
        onClose={() => setGroup(undefined)}
      />
      <ReplyDialog edited={reply} groups={groups} onClose={() => setReply(undefined)} />
    </Page>
  );
}

function GroupOfReplies(props: { group: Group; onEdit: () => void; onReply: (reply?: Reply) => void }) {
  const { group, onEdit, onReply } = props;
  const { t } = useTranslation(["cannedUi", "common"]);
  const order = useOrder(group);
  return (
    <Section
      title={
        <span className={classes.head}>
          <span className={classes.name}>{group.name}</span>
          <ActionIcon aria-label={`${t("common:action.edit")}: ${group.name}`} onClick={onEdit}>
            <Pencil1Icon />
          </ActionIcon>
        </span>
      }
    >
      {group.replies.length > 0 && (
        <Sortable
          label={group.name}
          items={group.replies}
          keyOf={({ id }) => id}
          nameOf={({ name }) => name}
          onOrder={order}
          draw={(reply) => (
            <button type="button" className={classes.reply} onClick={() => onReply(reply)}>
              <strong>{reply.name}</strong>
              <span className={classes.text}>{reply.text}</span>
            </button>
          )}
        />
      )}
      <div>
        <Button variant="default" leftSection={<PlusIcon />} onClick={() => onReply()}>
          {t("reply.add")}
        </Button>
      </div>
    </Section>
  );
}

/** Saves an order: shown at once, sent for those whose place has changed. */
function useOrder(group: Group) {
  const client = useQueryClient();
  const fault = useFaultToast();
  const update = useAct("updateCannedReply");
  return (next: Reply[]) => {
    const placed = next.map((reply, position) => ({ ...reply, position }));
    const known = client.getQueryData<Answer<"listCannedReplies">>(key("listCannedReplies", {}));
    if (known) {
      const items = known.items.map((one) => (one.id === group.id ? { ...one, replies: placed } : one));
      client.setQueryData(key("listCannedReplies", {}), { items });
    }
    const save = async () => {
      for (const { id, position } of placed) {
        if (group.replies.find((one) => one.id === id)?.position === position) continue;
        await update.mutateAsync({ params: { id }, body: { position } });
      }
    };
    void save()
      .catch(fault)
      .finally(() => client.invalidateQueries({ queryKey: key("listCannedReplies") }));
  };
}
