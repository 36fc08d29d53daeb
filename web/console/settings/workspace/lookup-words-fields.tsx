import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LOOKUP_WORDS } from "../../../../contract/lookup-words.ts";
import type { Answer } from "../../../kit/api.ts";
import { isLanguage } from "../../../kit/languages.ts";
import { Two } from "../frame/section.tsx";

type Words = NonNullable<NonNullable<Answer<"getWorkspace">["settings"]["publicLookup"]>["words"]>;

/** What the open page calls things, in the language of whoever sets it: an empty word is the neutral one. */
export function LookupWordsFields({ words, onChange }: { words: Words; onChange: (words: Words) => void }) {
  const { t, i18n } = useTranslation(["workspaceUi", "lookup"]);
  const [open, setOpen] = useState(false);
  const language = isLanguage(i18n.language) ? i18n.language : "en";
  const put = (word: keyof Words, text: string) => {
    const { [word]: before = {}, ...rest } = words;
    const { [language]: _, ...others } = before;
    const said = text === "" ? others : { ...others, [language]: text };
    onChange(Object.keys(said).length > 0 ? { ...rest, [word]: said } : rest);
  };
  return (
    <>
      <div>
        <Button variant="subtle" color="gray" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t("lookup.words")}
        </Button>
      </div>
      {open && (
        <Two>
          {LOOKUP_WORDS.map((word) => (
            <TextInput
              key={word}
              label={t(`lookup:${word}`)}
              maxLength={500}
              placeholder={t(`lookup:${word}`)}
              value={words[word]?.[language] ?? ""}
              onChange={(event) => put(word, event.currentTarget.value)}
            />
          ))}
        </Two>
      )}
    </>
  );
}
