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
  code: string;
  note: string;
  tags: string[];
  account: string;
  manager: Ref | null;
  managerTeam: Ref | null;
  observers: Ref[];
  observerTeams: Ref[];
  company: Ref | null;
  firmName: string;
  firmType: FirmType;
  chatClosedWhenEnded: boolean;
  showDebt: boolean;
  custom: Record<string, unknown>;
};

export const NEW_PLACE: PlaceForm = {
  name: "",
  code: "",
  note: "",
  tags: [],
  account: "",
  manager: null,
  managerTeam: null,
  observers: [],
  observerTeams: [],
  company: null,
  firmName: "",
  firmType: "uk",
  chatClosedWhenEnded: false,
  showDebt: false,
  custom: {},
};

export const formOf = ({ account, settings, ...place }: Place): PlaceForm => ({
  name: place.name,
  code: place.code ?? "",
  note: place.note,
  tags: place.tags,
  account: account ?? "",
  manager: place.manager,
  managerTeam: place.managerTeam,
  observers: place.observers,
  observerTeams: place.observerTeams,
  company: place.company,
  firmName: settings.legalEntity?.name ?? "",
  firmType: settings.legalEntity ? firmType(settings.legalEntity.type) : "uk",
  chatClosedWhenEnded: settings.chatClosedWhenEnded ?? false,
  showDebt: settings.showDebt ?? false,
  custom: place.custom,
});

type Body = NonNullable<Ask<"updatePlace">["body"]>;

/** What is sent of what has changed; the firm travels as a whole. */
export function bodyOf(value: PlaceForm, changed: Partial<PlaceForm>): Body {
  const { account, company, firmName, firmType: type, chatClosedWhenEnded, showDebt, ...rest } = changed;
  const { code, manager, managerTeam, observers, observerTeams, ...plain } = rest;
  const settings: Body["settings"] = {
    ...(firmName === undefined && type === undefined
      ? {}
      : { legalEntity: { name: value.firmName.trim(), type: value.firmType } }),
    ...(chatClosedWhenEnded === undefined ? {} : { chatClosedWhenEnded }),
    ...(showDebt === undefined ? {} : { showDebt }),
  };
  return {
    ...plain,
    ...(code === undefined ? {} : { code: code.trim() || null }),
    ...(account === undefined ? {} : { account: account.trim() || null }),
    ...(manager === undefined ? {} : { manager: manager?.id ?? null }),
    ...(managerTeam === undefined ? {} : { managerTeam: managerTeam?.id ?? null }),
    ...(observers === undefined ? {} : { observers: observers.map(({ id }) => id) }),
    ...(observerTeams === undefined ? {} : { observerTeams: observerTeams.map(({ id }) => id) }),
    ...(company === undefined ? {} : { company: company?.id ?? null }),
    ...(Object.keys(settings).length > 0 ? { settings } : {}),
  };
}

export const checkPlace = ({ name }: PlaceForm, t: TFunction): Wrong<PlaceForm> => ({
  name: name.trim() === "" ? t("settings:required") : undefined,
});

/** Kinds that somebody manages; who answers for a site is asked with its other settings. */
export const hasManager = (kind: PlaceKind): boolean => kind === "group" || kind === "quarter";
