import type { Case, CommandOf } from "./case.ts";
import { needsPermission } from "./case.ts";
import type { Refusal } from "./commands.ts";
import type { Draft } from "./draft.ts";
import { LIMITS } from "./limits.ts";
import { refuseIf } from "./refuse.ts";

/** A document is put on the card. Putting on the same one again changes nothing. */
export function decideAttach(draft: Draft, { document, name, size }: CommandOf<"attach">): Refusal[] {
  const isThere = draft.state.documents.includes(document);
  const refusals = [
    ...(isThere ? needsPermission(draft, "ticket.write") : mayAttach(draft)),
    ...refuseIf(size > LIMITS.documentBytes, "document-too-large", "size", {
      params: { megabytes: LIMITS.documentBytes / 1024 / 1024 },
    }),
  ];
  if (refusals.length > 0 || isThere) return refusals;
  const documents = [...draft.state.documents, document];
  draft.record({ kind: "document.attached", data: { document, name }, set: { documents } });
  return [];
}

/** Permission, and room for one document more. */
export function mayAttach(c: Case): Refusal[] {
  const isFull = c.state.documents.length >= LIMITS.documents;
  return [
    ...needsPermission(c, "ticket.write"),
    ...refuseIf(isFull, "too-many-documents", "documents", { params: { max: LIMITS.documents } }),
  ];
}

export function decideDetach(draft: Draft, { document, name }: CommandOf<"detach">): Refusal[] {
  const refusals = [
    ...needsPermission(draft, "ticket.write"),
    ...refuseIf(!draft.state.documents.includes(document), "unknown-document", "document"),
  ];
  if (refusals.length > 0) return refusals;
  const without = (ids: readonly string[]) => ids.filter((id) => id !== document);
  const { documents, publicDocuments } = draft.state;
  draft.record({
    kind: "document.removed",
    data: { document, name },
    set: { documents: without(documents), publicDocuments: without(publicDocuments) },
  });
  return [];
}

/** Shows a document of the card to the client, or keeps it from him again [O-FILE-02]. A new one is for employees. */
export function decideMarkDocument(draft: Draft, command: CommandOf<"mark-document">): Refusal[] {
  const { document, name, public: shown } = command;
  const { documents, publicDocuments } = draft.state;
  const refusals = [
    ...needsPermission(draft, "ticket.write"),
    ...refuseIf(!documents.includes(document), "unknown-document", "document"),
  ];
  if (refusals.length > 0 || publicDocuments.includes(document) === shown) return refusals;
  const set = shown
    ? { publicDocuments: [...publicDocuments, document], clientNews: true }
    : { publicDocuments: publicDocuments.filter((id) => id !== document) };
  draft.record({ kind: "document.marked", data: { document, name, public: shown }, set });
  return [];
}
