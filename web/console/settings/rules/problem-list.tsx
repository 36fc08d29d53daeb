import { ExclamationTriangleIcon } from "@radix-ui/react-icons";
import type { Rule } from "./rule-kind.ts";
import classes from "./rules.module.css";
import { useProblemText } from "./use-problem-text.ts";

/** What is wrong by now with a rule or a macro, each fault once; nothing when nothing is. */
export function ProblemList({ problems }: { problems: Rule["problems"] }) {
  const say = useProblemText();
  if (problems.length === 0) return null;
  return (
    <ul className={classes.problems}>
      {[...new Set(problems.map(say))].map((said) => (
        <li key={said}>
          <ExclamationTriangleIcon aria-hidden />
          {said}
        </li>
      ))}
    </ul>
  );
}
