import type { EditableFields, Refusal } from "./commands.ts";
import { LIMITS } from "./limits.ts";
import { refuseIf } from "./refuse.ts";
import type { TicketState } from "./state.ts";

type Places = Pick<TicketState, "placeId" | "otherPlaces">;

/** Further places stand beside a main one, each once, and are not it [O-REG-09]. */
export function placeRefusals({ placeId, otherPlaces }: Places): Refusal[] {
  const isTwice = new Set([...otherPlaces, placeId]).size <= otherPlaces.length;
  return [
    ...refuseIf(otherPlaces.length > 0 && placeId === null, "main-place-required", "otherPlaces"),
    ...refuseIf(isTwice, "place-twice", "otherPlaces"),
    ...refuseIf(otherPlaces.length > LIMITS.otherPlaces, "too-many-places", "otherPlaces", {
      params: { max: LIMITS.otherPlaces },
    }),
  ];
}

/** What a change of the places asks for: a further place that becomes the main one is no further one any more. */
export function settlePlaces(before: Places, changes: Partial<EditableFields>): Partial<EditableFields> {
  const { placeId, otherPlaces } = changes;
  if (!placeId || otherPlaces !== undefined || !before.otherPlaces.includes(placeId)) return changes;
  return { ...changes, otherPlaces: before.otherPlaces.filter((id) => id !== placeId) };
}
