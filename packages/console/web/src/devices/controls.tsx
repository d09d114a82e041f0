import { useState } from "preact/hooks";
import type { CommandAnswer } from "../../../src/wire/index.ts";
import type { PageModel } from "../client/page-model.ts";
import { Confirm } from "../ui/index.ts";
import { CommandFields } from "./command-fields.tsx";
import { type Chosen, type CommandForm, commandForms } from "./command-forms.ts";
import type { DeviceRow } from "./device-rows.ts";
import { keepOutcome } from "./kept-outcomes.ts";
import { answerOfFailure, type DeviceOutcomes, isDoubtful } from "./outcome.ts";
import { OutcomeNote } from "./outcome-note.tsx";
import { Service } from "./service.tsx";

interface ControlsProps {
  readonly model: PageModel;
  readonly row: DeviceRow;
  /** Why it cannot be told anything now. */
  readonly blocked: string | undefined;
  readonly outcomes: DeviceOutcomes;
}

/** What one device can be told, each time after asking; and out of service and back. */
export function Controls({ model, row, blocked, outcomes }: ControlsProps) {
  const [asked, setAsked] = useState<{ readonly form: CommandForm; readonly chosen: Chosen }>();
  const { device, kind } = row;
  const shelf = model.hello.value?.store.shelves.find(({ id }) => id === device);
  const forms = commandForms(kind, shelf?.plates.map(({ id }) => id) ?? []);
  const busy = outcomes.some(({ answer }) => answer === undefined);
  const held = blocked ?? (busy ? "The last one is under way." : undefined);

  const wish = async (command: string, action: string, ask: () => Promise<CommandAnswer>): Promise<void> => {
    keepOutcome(model, device, { command, action });
    const answer = await ask().catch(answerOfFailure);
    keepOutcome(model, device, { command, action, answer });
  };
  const send = ({ command, action, input }: CommandForm, chosen: Chosen): void => {
    setAsked(undefined);
    void wish(command, action, () => model.command({ device, command, input: input(chosen) }));
  };

  return (
    <div class="device-controls">
      {forms.map((form) => (
        <div key={form.command}>
          <CommandFields
            device={device}
            form={form}
            disabled={held}
            doubtful={isDoubtful(outcomes, form.command)}
            onSend={(chosen) => setAsked({ form, chosen })}
          />
          <OutcomeNote outcomes={outcomes} command={form.command} />
        </div>
      ))}
      <Service
        row={row}
        disabled={held}
        onService={(inService, reason) => {
          const action = inService ? "Back in service" : "Out of service";
          const about = reason === "" ? {} : { reason };
          void wish("service", action, () => model.setService({ device, inService, ...about }));
        }}
      />
      <OutcomeNote outcomes={outcomes} command="service" />
      {asked !== undefined && (
        <Confirm
          title={`${asked.form.action}: ${device}`}
          text={
            isDoubtful(outcomes, asked.form.command)
              ? `The last one may have been done: have you looked? ${asked.form.ask(device, asked.chosen)}`
              : asked.form.ask(device, asked.chosen)
          }
          action={asked.form.action}
          onConfirm={() => send(asked.form, asked.chosen)}
          onCancel={() => setAsked(undefined)}
        />
      )}
    </div>
  );
}
