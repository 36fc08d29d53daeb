import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from "@mantine/core";

const indigo: MantineColorsTuple = [
  "#eef2ff",
  "#e0e7ff",
  "#c7d2fe",
  "#a5b4fc",
  "#818cf8",
  "#6366f1",
  "#4f46e5",
  "#4338ca",
  "#3730a3",
  "#312e81",
];
const gray: MantineColorsTuple = [
  "#f8f8fa",
  "#f3f3f6",
  "#e6e6eb",
  "#d2d2da",
  "#b7b7c2",
  "#85858f",
  "#5d5d68",
  "#494952",
  "#2f2f38",
  "#1b1b20",
];
const dark: MantineColorsTuple = [
  "#ececf1",
  "#c5c5d0",
  "#a3a3b0",
  "#85858f",
  "#41414d",
  "#2b2b34",
  "#212129",
  "#16161b",
  "#111115",
  "#0b0b0e",
];

const FONT =
  '"Inter Variable", "Vazirmatn Variable", -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", sans-serif';

/** Motion under 150 ms. */
const motion = { transitionProps: { duration: 100 } };
const inBox = { comboboxProps: motion };

/** Controls that take the size of their face. */
const CONTROLS = ["Textarea", "NumberInput", "NativeSelect", "PillsInput", "FileInput", "Checkbox", "Radio", "Switch"];
const FIELDS = ["TextInput", "PasswordInput", "SegmentedControl", "DateInput", "DatePickerInput", "DateTimePicker"];
const BOXES = ["Select", "MultiSelect", "TagsInput", "Autocomplete"];
const FLOATING = ["Menu", "Popover", "Combobox", "HoverCard", "Drawer"];

type Sized = { size?: unknown };
type Base = { size: number; line: number; control: "xs" | "md"; height: number };

/** One look, two sizes: 13/18 for those who read it all day, 15/22 for those who see it twice a year. */
function makeTheme({ size, line, control, height }: Base): MantineThemeOverride {
  const rem = (px: number) => `${px / 16}rem`;
  const defaults = (names: readonly string[], defaultProps: object) =>
    Object.fromEntries(names.map((name) => [name, { defaultProps }]));
  return createTheme({
    colors: { indigo, gray, dark },
    primaryColor: "indigo",
    primaryShade: 6,
    autoContrast: true,
    fontFamily: FONT,
    fontSizes: { xs: rem(size - 1), sm: rem(size), md: rem(size), lg: rem(size + 2), xl: rem(size + 7) },
    lineHeights: { xs: "1.35", sm: String(line / size), md: String(line / size), lg: "1.4", xl: "1.3" },
    headings: {
      fontWeight: "600",
      sizes: {
        h1: { fontSize: rem(size + 7), lineHeight: "1.3" },
        h2: { fontSize: rem(size + 3), lineHeight: "1.35" },
        h3: { fontSize: rem(size + 1), lineHeight: "1.4" },
      },
    },
    defaultRadius: rem(6),
    spacing: { xs: rem(4), sm: rem(8), md: rem(12), lg: rem(16), xl: rem(24) },
    cursorType: "pointer",
    respectReducedMotion: true,
    components: {
      ...defaults([...CONTROLS, ...FIELDS], { size: control }),
      ...defaults(BOXES, { size: control, ...inBox }),
      ...defaults(FLOATING, motion),
      // Named, not imported: a face loads only the components that it draws.
      Button: {
        defaultProps: { size: control, fw: 500 },
        vars: (_: unknown, props: Sized) =>
          props.size === control
            ? { root: { "--button-height": rem(height), "--button-fz": rem(size) } }
            : { root: {} },
      },
      ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: height } },
      Input: {
        vars: (_: unknown, props: Sized) =>
          props.size === control
            ? { wrapper: { "--input-height": rem(height), "--input-fz": rem(size) } }
            : { wrapper: {} },
      },
      InputWrapper: { defaultProps: { size: control, inputWrapperOrder: ["label", "input", "description", "error"] } },
      Modal: { defaultProps: { transitionProps: { duration: 120 }, centered: true, radius: 8 } },
      Tooltip: { defaultProps: { openDelay: 400, ...motion } },
      Anchor: { defaultProps: { c: "var(--accent-ink)" } },
    },
  });
}

export const consoleTheme = makeTheme({ size: 13, line: 18, control: "xs", height: 32 });
export const portalTheme = makeTheme({ size: 15, line: 22, control: "md", height: 44 });

/** Mantine's own colours follow the tokens, so that both schemes are said once (tokens.css). */
export const colours: CSSVariablesResolver = () => {
  const ours = {
    "--mantine-color-body": "var(--page)",
    "--mantine-color-text": "var(--ink)",
    "--mantine-color-dimmed": "var(--ink-soft)",
    "--mantine-color-placeholder": "var(--ink-soft)",
    "--mantine-color-error": "var(--red-ink)",
    "--mantine-color-default-border": "var(--line-strong)",
    "--mantine-color-default": "var(--page)",
    "--mantine-color-default-hover": "var(--hover)",
  };
  return { variables: {}, light: ours, dark: ours };
};
