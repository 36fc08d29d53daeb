import { Skeleton } from "@mantine/core";
import { EnvelopeClosedIcon } from "@radix-ui/react-icons";
import { PhoneIcon } from "../../../kit/icons.tsx";
import names from "../../../kit/person-name.module.css";
import { type Named, PersonName, telOf } from "../../../kit/person-name.tsx";
import { useRoute } from "../../../kit/query.ts";

/** An employee's name with position, telephone and mail behind it [H-ASG-09]. */
export function EmployeeName({ person }: { person: Named & { id: string } }) {
  return (
    <PersonName person={person}>
      <Contacts id={person.id} />
    </PersonName>
  );
}

/** Asked for when the pop-over opens, not before. */
function Contacts({ id }: { id: string }) {
  const { data } = useRoute("getEmployee", { params: { id } });
  if (!data) return <Skeleton height={10} width={140} />;
  return (
    <>
      {data.jobTitle && <span className={names.soft}>{data.jobTitle}</span>}
      {data.phone && (
        <a className={names.line} href={telOf(data.phone)}>
          <PhoneIcon />
          <bdi>{data.phone}</bdi>
        </a>
      )}
      <a className={names.line} href={`mailto:${data.email}`}>
        <EnvelopeClosedIcon />
        <bdi>{data.email}</bdi>
      </a>
    </>
  );
}
