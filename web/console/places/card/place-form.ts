import type { TFunction } from "i18next";
import type { Place } from "../../../../contract/places.ts";
import type { Ask } from "../../../kit/api.ts";
import type { Wrong } from "../../settings/frame/use-editor.ts";
import type { Ref } from "../../settings/pick/ref-select.tsx";
import type { PlaceKind } from "../place-kinds.ts";

/** What the firm behind a site is; the API keeps the key. */
export const FIRM_TYPES = ["uk", "tsn", "rso", "other"] as const;
export type FirmType = (typeof FIRM_TYPES)[number];

const WRITTEN: Record<string, FirmType> = { ук: "uk", тсн: "tsn", тсж: "tsn", рсо: "rso" };

/** The key of a type, however it was written: imports and programs write words. */
export function firmType(type: string | undefined): FirmType {
  const word = (type ?? "").trim().toLowerCase();
  return FIRM_TYPES.find((one) => one === word) ?? WRITTEN[word] ?? "other";
}

export type PlaceForm = {
  name: string;
  note: string;
  tags: string[];
  account: string;
  manager: Ref | null;
  company: Ref | null;
  firmName: string;
  firmType: FirmType;
  chatClosedWhenEnded: boolean;
  showDebt: boolean;
};

export const NEW_PLACE: PlaceForm = {
  name: "",
  note: "",
  tags: [],
  account: "",
  manager: null,
  company: null,
  firmName: "",
  firmType: "uk",
  chatClosedWhenEnded: false,
  showDebt: false,
};

export const formOf = ({ name, note, tags, account, manager, company, settings }: Place): PlaceForm => ({
  name,
  note,
  tags,
  account: account ?? "",
  manager,
  company,
  firmName: settings.legalEntity?.name ?? "",
  firmType: settings.legalEntity ? firmType(settings.legalEntity.type) : "uk",
  chatClosedWhenEnded: settings.chatClosedWhenEnded ?? false,
  showDebt: settings.showDebt ?? false,
});

type Body = NonNullable<Ask<"updatePlace">["body"]>;

/** What is sent of what has changed; the firm travels as a whole. */
export function bodyOf(value: PlaceForm, changed: Partial<PlaceForm>): Body {
  const { account, manager, company, firmName, firmType: type, chatClosedWhenEnded, showDebt, ...plain } = changed;
  const settings: Body["settings"] = {
    ...(firmName === undefined && type === undefined
      ? {}
      : { legalEntity: { name: value.firmName.trim(), type: value.firmType } }),
    ...(chatClosedWhenEnded === undefined ? {} : { chatClosedWhenEnded }),
    ...(showDebt === undefined ? {} : { showDebt }),
  };
  return {
    ...plain,
    ...(account === undefined ? {} : { account: account.trim() || null }),
    ...(manager === undefined ? {} : { manager: manager?.id ?? null }),
    ...(company === undefined ? {} : { company: company?.id ?? null }),
    ...(Object.keys(settings).length > 0 ? { settings } : {}),
  };
}

export const checkPlace = ({ name }: PlaceForm, t: TFunction): Wrong<PlaceForm> => ({
  name: name.trim() === "" ? t("settings:required") : undefined,
});

/** Kinds that somebody manages, and those that belong to a company. */
export const hasManager = (kind: PlaceKind): boolean => kind === "group" || kind === "quarter" || kind === "site";
