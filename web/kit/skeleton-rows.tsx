import { Skeleton } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Lines in the place of rows that are on their way. Widths differ so that it looks like text, not like a fence. */
export function SkeletonRows({ rows = 8 }: { rows?: number }) {
  const { t } = useTranslation();
  return (
    <output aria-label={t("loading")} style={{ display: "block" }}>
      {Array.from({ length: rows }, (_, at) => at).map((at) => (
        <div
          key={at}
          style={{ height: "var(--row)", display: "flex", alignItems: "center", gap: 12, padding: "0 12px" }}
        >
          <Skeleton height={8} width={8} circle />
          <Skeleton height={10} width={`${12 + ((at * 7) % 9)}%`} />
          <Skeleton height={10} width={`${30 + ((at * 13) % 35)}%`} />
        </div>
      ))}
    </output>
  );
}
