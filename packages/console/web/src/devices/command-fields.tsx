import { useState } from "preact/hooks";
import { type Chosen, type CommandForm, firstChoices } from "./command-forms.ts";

interface CommandFieldsProps {
  readonly device: string;
  readonly form: CommandForm;
  /** Why it cannot be sent now. */
  readonly disabled: string | undefined;
  /** Nobody can say whether the last one was done: first somebody has to have looked. */
  readonly doubtful: boolean;
  readonly onSend: (chosen: Chosen) => void;
}

/** What has to be chosen for one command, and its button. */
export function CommandFields({ device, form, disabled, doubtful, onSend }: CommandFieldsProps) {
  const [chosen, setChosen] = useState<Chosen>(() => firstChoices(form));
  const [looked, setLooked] = useState(false);
  const held = disabled ?? (doubtful && !looked ? `First look at ${device}, and say that you have.` : undefined);
  return (
    <div class="command">
      {form.fields.map(({ name, label, choices }) => (
        <label key={name} class="command-field">
          <span class="dim">{label}</span>
          <select
            value={chosen[name]}
            disabled={disabled !== undefined}
            onChange={(event) => setChosen({ ...chosen, [name]: event.currentTarget.value })}
          >
            {choices.map(({ value, label: text }) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </label>
      ))}
      <button
        type="button"
        class="button"
        data-focus={form.command}
        disabled={held !== undefined}
        title={held}
        onClick={() => {
          setLooked(false);
          onSend(chosen);
        }}
      >
        {form.action}…
      </button>
      {doubtful && (
        <label class="row command-looked">
          <input type="checkbox" checked={looked} onChange={(event) => setLooked(event.currentTarget.checked)} />I have
          looked: it was not done
        </label>
      )}
    </div>
  );
}
