import type { CommandAnswer } from "../../../src/wire/index.ts";
import { WireFailure } from "../client/wire-failure.ts";

/** What became of a wish to a device. */
export interface DeviceOutcome {
  /** Name of the command; `service` for in and out of service. */
  readonly command: string;
  /** What was wished, such as `Admit`. */
  readonly action: string;
  /** Absent while it is under way. */
  readonly answer?: CommandAnswer;
}

/** The last wish of each command of one device, the newest last: as many as it has commands, and one for `service`. */
export type DeviceOutcomes = readonly DeviceOutcome[];

/** With one more: it takes the place of the last one of its command. */
export function withOutcome(outcomes: DeviceOutcomes, outcome: DeviceOutcome): DeviceOutcomes {
  return [...outcomes.filter(({ command }) => command !== outcome.command), outcome];
}

/** Whether nobody can say if the last wish of a command was done: it must not be repeated without a look. */
export function isDoubtful(outcomes: DeviceOutcomes, command: string): boolean {
  return outcomes.some((each) => each.command === command && each.answer?.outcome === "unknown");
}

/**
 * What a failed request tells about the command. A refusal with a status of 4xx was never sent to the device; of
 * everything else nobody can say whether it was.
 */
export function answerOfFailure(error: unknown): CommandAnswer {
  if (!(error instanceof WireFailure)) return { outcome: "unknown", message: "The page lost its way." };
  const { code, message, remedy, status } = error;
  const outcome = status >= 400 && status < 500 ? "refused" : "unknown";
  return { outcome, code, message, ...(remedy !== undefined && { remedy }) };
}

/** An outcome in words: what is said first, and what is to be done where the answer itself says nothing of it. */
export function tellOutcome({ action, answer }: DeviceOutcome): {
  readonly title: string;
  readonly text: string;
  readonly level: "good" | "warn" | "bad" | "";
} {
  if (answer === undefined) return { title: `${action}: under way`, text: "", level: "" };
  const text = [answer.message, answer.remedy].filter((part) => part !== undefined).join(" ");
  switch (answer.outcome) {
    case "done":
      return { title: `${action}: done`, text, level: "good" };
    case "refused":
      return { title: `${action}: refused`, text: text || "Nothing was done.", level: "bad" };
    case "unknown":
      return {
        title: `${action}: nobody can say whether it was done`,
        text: [text, "Look at the device before you do anything. It is not sent again by itself."].join(" ").trim(),
        level: "warn",
      };
  }
}
