import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { VARIABLES } from "../../../../core/sms/recipe.ts";
import { Two } from "../frame/section.tsx";
import type { Editor } from "../frame/use-editor.ts";
import type { GatewayForm } from "./gateway-form.ts";
import classes from "./sms.module.css";

type Recipe = GatewayForm["recipe"];
type Name = "url" | "success" | "id" | "error" | "code" | "again";

/** How a gateway of one's own is asked, and what its answer means. */
export function RecipeFields({ editor }: { editor: Editor<GatewayForm> }) {
  const { t } = useTranslation("smsUi");
  const { recipe } = editor.value;
  const set = (change: Partial<Recipe>) => editor.set({ recipe: { ...recipe, ...change } });
  const wrong = (name: string) => editor.errors[`recipe.${name}`];
  const headersWrong = Object.entries(editor.errors).find(([field]) => field.startsWith("recipe.headers"))?.[1];
  const line = (name: Name, error?: string) => (
    <TextInput
      label={t(`recipe.${name}.label`)}
      description={t(`recipe.${name}.about`)}
      value={recipe[name]}
      error={error ?? wrong(name)}
      maxLength={name === "url" ? 2_000 : 300}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <div className={classes.recipe}>
      <p className={classes.soft}>
        {t("recipe.about")} <bdi className={classes.code}>{VARIABLES.map((name) => `{{${name}}}`).join(" ")}</bdi>
      </p>
      {line("url", editor.errors.recipe)}
      <Two>
        <NativeSelect
          label={t("recipe.method")}
          value={recipe.method}
          data={["POST", "GET"]}
          onChange={(event) => set({ method: event.currentTarget.value === "GET" ? "GET" : "POST" })}
        />
        <NativeSelect
          label={t("recipe.encode.label")}
          value={recipe.encode}
          data={[
            { value: "json", label: t("recipe.encode.json") },
            { value: "form", label: t("recipe.encode.form") },
          ]}
          disabled={recipe.method === "GET"}
          onChange={(event) => set({ encode: event.currentTarget.value === "form" ? "form" : "json" })}
        />
      </Two>
      <Textarea
        label={t("recipe.headers.label")}
        description={t("recipe.headers.about")}
        value={recipe.headers}
        error={headersWrong}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={5_000}
        spellCheck={false}
        classNames={{ input: classes.code ?? "" }}
        onChange={(event) => set({ headers: event.currentTarget.value })}
      />
      {recipe.method === "POST" && (
        <Textarea
          label={t("recipe.body.label")}
          description={t("recipe.body.about")}
          value={recipe.body}
          error={wrong("body")}
          autosize
          minRows={3}
          maxRows={12}
          maxLength={5_000}
          spellCheck={false}
          classNames={{ input: classes.code ?? "" }}
          onChange={(event) => set({ body: event.currentTarget.value })}
        />
      )}
      <Two>
        {line("success")}
        {line("id")}
        {line("error")}
        {line("code")}
        {line("again")}
      </Two>
    </div>
  );
}
