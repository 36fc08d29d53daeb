/** The rows of every table as the driver returns them. */
// biome-ignore lint/suspicious/noEmptyInterface: written by the tool that reads the schema
export interface Tables {}
