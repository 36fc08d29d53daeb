import { useMediaQuery } from "@mantine/hooks";

/** Whether the window is as narrow as a telephone: what floats or stands beside comes as a sheet from below. */
export function useIsPhone(): boolean {
  return useMediaQuery("(max-width: 719px)", false, { getInitialValueInEffect: false }) === true;
}
