/** Upper bounds that no setting lifts. Sizes in bytes, texts in UTF-16 units, times in milliseconds. */
export const LIMITS = {
  /** [H-ASG-07] */
  assignees: 4,
  /** [H-CTRL-08] */
  controllers: 5,
  /** [H-DOC-01] */
  documents: 15,
  /** [H-DOC-02] */
  documentBytes: 40 * 1024 * 1024,
  /** Places of a ticket beside the main one. */
  otherPlaces: 20,
  subject: 1_000,
  /** Status comments, reasons, comments to a rating. */
  comment: 10_000,
  /** Messages, notes, the description. */
  text: 100_000,
  /** A message can be taken back for so long [H-CHAT-07]. */
  takeBackMs: 3_600_000,
  /** A processing window whose page is not heard of for so long is closed. */
  leaseMs: 30_000,
  /** So many tickets are chosen by hand at most [H-BULK-01]. */
  chosenByHand: 100,
  /** So many are looked at while somebody waits; of more a job tells what would happen. */
  lookedAtOnce: 1_000,
  /** So many are changed by one bulk action at most. */
  bulk: 100_000,
  /** For so many days it can be taken back [B-UNDO-02]. */
  undoDays: 30,
  /** So many messages and notes go into a new ticket at once. */
  splitMessages: 200,
  /** Scores up to this one need a comment [H-RATE-02]. */
  poorScore: 2,
} as const;
