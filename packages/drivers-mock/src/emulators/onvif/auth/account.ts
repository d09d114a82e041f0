/** What came of checking credentials. `stale`: the password was right, the nonce or time was not. */
export type Verdict = "right" | "wrong" | "stale";

/** Who may use the camera. */
export interface Account {
  readonly username: string;
  readonly password: string;
}
