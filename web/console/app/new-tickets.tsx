import { ActionIcon, Indicator } from "@mantine/core";
import { BellIcon } from "@radix-ui/react-icons";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { call } from "../../kit/api.ts";
import { useRoute } from "../../kit/query.ts";
import { useMay, useMe } from "../../kit/session.ts";
import { toast, useFaultToast } from "../../kit/toast.tsx";

/** Tells everybody that there are new tickets; a click opens the oldest one [L-NOT-01, L-NOT-02]. */
export function NewTickets() {
  const { list } = useMe();
  const may = useMay();
  return list.announceNew && may("section.tickets") ? <Notice /> : null;
}

function Notice() {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const fault = useFaultToast();
  const count = useRoute("countTickets", {}).data?.new ?? 0;
  if (count === 0) return null;
  const label = t("newTickets", { count });
  const open = async () => {
    try {
      const query = { where: "category:new", sort: "created", limit: 1 };
      const [oldest] = (await call("listTickets", { query })).items;
      if (!oldest) toast(t("noNewTickets"));
      else void navigate({ to: "/tickets/$number", params: { number: String(oldest.number) } });
    } catch (error) {
      fault(error);
    }
  };
  return (
    <Indicator label={count > 99 ? "99+" : count} size={16} offset={4} color="red">
      <ActionIcon aria-label={label} title={label} onClick={() => void open()}>
        <BellIcon />
      </ActionIcon>
    </Indicator>
  );
}
