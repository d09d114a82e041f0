import type { DriverContext } from "@aisle/sdk";

type Report = DriverContext<"onvif", unknown>["report"];
type Reason = NonNullable<Parameters<Report>[0]>;

/** What is wrong with a camera that works all the same; the hub is told of the first complaint that stands. */
export class Complaints {
  readonly #report: Report;
  readonly #standing = new Map<string, Reason>();

  constructor(report: Report) {
    this.#report = report;
  }

  /** Raises a complaint, or takes it back with `undefined`; what has not changed is not told again. */
  set(subject: string, reason: Reason | undefined): void {
    if (reason === undefined ? !this.#standing.delete(subject) : this.#standing.has(subject)) return;
    if (reason !== undefined) this.#standing.set(subject, reason);
    this.#report([...this.#standing.values()][0]);
  }
}
