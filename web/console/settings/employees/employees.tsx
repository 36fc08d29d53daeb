import { EmployeeCard, NewEmployee } from "./employee-card.tsx";
import { EmployeeList } from "./employee-list.tsx";

/** Employees ([O-EMP-01]): the list, a new one, or the card of one. */
export function Screen({ rest: [id] }: { rest: readonly string[] }) {
  if (id === undefined) return <EmployeeList />;
  return id === "new" ? <NewEmployee /> : <EmployeeCard key={id} id={id} />;
}
