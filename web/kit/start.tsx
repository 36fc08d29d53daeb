import "./fonts.css";
import "./tokens.css";
import { DirectionProvider, MantineProvider, type MantineThemeOverride } from "@mantine/core";
import { useColorScheme } from "@mantine/hooks";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, StrictMode, Suspense, useEffect } from "react";
import { createRoot } from "react-dom/client";
import { useTranslation } from "react-i18next";
import { startTexts } from "./i18n.ts";
import { directionOf, isLanguage } from "./languages.ts";
import { usePreferences } from "./preferences.ts";
import { colours } from "./theme.ts";

/** The number that the server lets style elements of this page carry; read once, before anything is drawn. */
const nonce = document.querySelector<HTMLMetaElement>("meta[property=csp-nonce]")?.nonce ?? "";
// Where the part that holds the page still behind a dialog looks for it.
Object.assign(globalThis, { __webpack_nonce__: nonce });
const getStyleNonce = () => nonce;

type Face = { theme: MantineThemeOverride; client: QueryClient; namespaces: readonly string[]; children: ReactNode };

/** Draws a face into `#root` once its texts are there. */
export async function startFace(face: Face): Promise<void> {
  const root = document.getElementById("root");
  if (!root) throw new Error("The page has no #root to draw into.");
  await startTexts(face.namespaces);
  createRoot(root).render(
    <StrictMode>
      <Frame {...face} />
    </StrictMode>,
  );
}

function Frame({ theme, client, children }: Face) {
  const { i18n } = useTranslation();
  const { theme: scheme } = usePreferences();
  const direction = isLanguage(i18n.language) ? directionOf(i18n.language) : "ltr";
  const device = useColorScheme("light", { getInitialValueInEffect: false });
  const shown = scheme === "auto" ? device : scheme;
  useEffect(() => {
    document
      .querySelector('meta[name="theme-color"]')
      ?.setAttribute("content", shown === "dark" ? "#16161b" : "#ffffff");
  }, [shown]);
  return (
    <DirectionProvider key={direction} initialDirection={direction} detectDirection={false}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={colours}
        forceColorScheme={shown}
        getStyleNonce={getStyleNonce}
      >
        <QueryClientProvider client={client}>
          <Suspense>{children}</Suspense>
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}
