/** An employee of a demo workspace. The address is `<mailbox>@<workspace>.demo`. */
export type DemoEmployee = {
  mailbox: string;
  name: string;
  jobTitle: string;
  /** Key of a role of the preset. */
  role: string;
  teams: readonly string[];
  phone: string;
  /** Names of the places to which he is limited; without any he sees all. */
  places?: readonly string[];
  /** Stands in the table of demo people and signs in with the password; the others are colleagues. */
  plays?: true;
};

/** An employee without limits who is only seen. */
export const colleague = (
  mailbox: string,
  name: string,
  jobTitle: string,
  role: string,
  phone: string,
  ...teams: string[]
): DemoEmployee => ({ mailbox, name, jobTitle, role, phone, teams });

/** An employee without limits who can be played. */
export const player = (...of: Parameters<typeof colleague>): DemoEmployee => ({ ...colleague(...of), plays: true });

/** The password of all demo people. */
export const DEMO_PASSWORD = "pult-demo";
export const DEMO_ZONE = "Europe/Moscow";
