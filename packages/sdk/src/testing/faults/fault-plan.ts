import { z } from "zod";
import { AisleError } from "../../errors/aisle-error.ts";

const chance = z.number().min(0).max(1).default(0);
const ms = z.number().nonnegative().max(86_400_000);

const faultPlan = z.strictObject({
  /** A chunk is cut in two. */
  split: chance,
  /** A chunk waits for the next, and both come as one; 20 ms later it comes alone. */
  merge: chance,
  /** A chunk comes late, by up to `delayMs`; those after it wait, as on a wire. */
  delay: chance,
  delayMs: ms.default(200),
  /** A chunk is lost. */
  drop: chance,
  /** A chunk comes twice. */
  duplicate: chance,
  /** 1 to 16 chance bytes come before a chunk. */
  garbage: chance,
  /** From this chunk on nothing comes any more, and nobody says so. */
  halfOpen: chance,
  /** The connection breaks instead of the chunk. */
  disconnect: chance,
  /** A write takes up to `slowWriteMs` longer. */
  slowWrite: chance,
  slowWriteMs: ms.default(1_000),
});

/** How likely each fault is, from 0 to 1 a chunk or write; what is left out does not happen. */
export type FaultPlan = z.input<typeof faultPlan>;
/** A fault plan with nothing left out. */
export type CompleteFaultPlan = z.output<typeof faultPlan>;

/** Names of the faults. */
export type FaultName = Exclude<keyof CompleteFaultPlan, "delayMs" | "slowWriteMs">;

/** Raises `settings-invalid` for a chance that is none. */
export function checkFaultPlan(plan: FaultPlan): CompleteFaultPlan {
  const result = faultPlan.safeParse(plan);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => ({ path: path.map(String), message }));
  throw new AisleError("settings-invalid", `The fault plan is not valid: ${result.error.issues[0]!.message}`, {
    category: "settings",
    remedy: "Give each fault a chance from 0 to 1.",
    problems,
  });
}
