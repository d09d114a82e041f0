import { type DeviceOutcomes, tellOutcome } from "./outcome.ts";

/** What became of the last wish of one command, told as it comes. */
export function OutcomeNote({ outcomes, command }: { readonly outcomes: DeviceOutcomes; readonly command: string }) {
  const outcome = outcomes.find((each) => each.command === command);
  const told = outcome === undefined ? undefined : tellOutcome(outcome);
  return (
    <div class="device-outcome-place" aria-live="polite">
      {told !== undefined && (
        <p class={`device-outcome ${told.level}`}>
          <strong>{told.title}.</strong> {told.text}
        </p>
      )}
    </div>
  );
}
