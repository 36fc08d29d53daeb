import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { key, useAct, useRoute } from "../../../kit/query.ts";
import { useMe } from "../../../kit/session.ts";
import { useFaultToast } from "../../../kit/toast.tsx";
import { Loaded } from "../frame/page.tsx";
import { Section } from "../frame/section.tsx";
import { type Notices, OwnNoticesField } from "../pick/notices-field.tsx";

/** Which letters and SMS come to me; saved as they are chosen ([H-NOT-20]). */
export function MyLetters() {
  const { t } = useTranslation("profileUi");
  const { person } = useMe();
  const client = useQueryClient();
  const fault = useFaultToast();
  const params = { id: person.id };
  const query = useRoute("getEmployee", { params });
  const roles = useRoute("listRoles", {});
  const update = useAct("updateMe");
  const role = roles.data?.items.find(({ id }) => id === person.role?.id);
  const save = (notices: Notices) => {
    const name = key("getEmployee", { params });
    const before = client.getQueryData<Answer<"getEmployee">>(name);
    // Shown at once, and put back if the server does not take it.
    if (before) client.setQueryData<Answer<"getEmployee">>(name, { ...before, notices });
    update.mutate(
      { body: { notices } },
      {
        onError: (error) => {
          client.setQueryData(name, before);
          fault(error);
        },
      },
    );
  };
  return (
    <Section
      title={t("letters.title")}
      about={t("letters.about", {
        email: person.email ?? "",
        phone: query.data?.phone || t("letters.noPhone"),
      })}
    >
      <Loaded query={query}>
        {({ notices }) => <OwnNoticesField value={notices} role={role?.notices ?? {}} onChange={save} />}
      </Loaded>
    </Section>
  );
}
