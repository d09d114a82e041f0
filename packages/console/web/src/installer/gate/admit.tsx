import { useSignal } from "@preact/signals";
import type { PageModel } from "../../client/page-model.ts";
import { keepOutcome, outcomesOf } from "../../devices/kept-outcomes.ts";
import { answerOfFailure, isDoubtful, tellOutcome } from "../../devices/outcome.ts";
import { Confirm } from "../../ui/index.ts";

interface Props {
  readonly model: PageModel;
  readonly gate: string;
  /** The gate took the command. */
  readonly onDone: (text: string) => void;
}

/** Lets one person in, once it was confirmed; says why not where the page may not. */
export function AdmitButtons({ model, gate, onDone }: Props) {
  const asking = useSignal(false);
  const said = useSignal("");
  if (model.hello.value?.rights.command !== true) {
    return (
      <span class="dim">
        Start Aisle with --page-allow commands,install to open it from here, or scan a credential.
      </span>
    );
  }
  const admit = async (): Promise<void> => {
    asking.value = false;
    said.value = "Sent…";
    const wish = { command: "admit", action: "Admit" };
    keepOutcome(model, gate, wish);
    const input = { direction: "in" };
    const answer = await model.command({ device: gate, command: wish.command, input }).catch(answerOfFailure);
    // The devices' room says it too, and asks whoever wishes it again whether they have looked.
    keepOutcome(model, gate, { ...wish, answer });
    const { title, text } = tellOutcome({ ...wish, answer });
    said.value = answer.outcome === "done" ? "" : `${title}. ${text}`;
    if (answer.outcome === "done") onDone("the gate took the command");
  };
  const outcomes = outcomesOf(model).value.get(gate) ?? [];
  const busy = outcomes.some(({ answer }) => answer === undefined);
  return (
    <>
      <button
        type="button"
        class="button primary"
        disabled={busy || !model.live.value}
        onClick={() => (asking.value = true)}
      >
        Admit…
      </button>
      <span role="status">{said.value}</span>
      {asking.value && (
        <Confirm
          title={`Open ${gate}`}
          text={
            isDoubtful(outcomes, "admit")
              ? "The last one may have been done: have you looked? The gate lets one person in."
              : "The gate lets one person in."
          }
          action="Admit"
          onConfirm={() => void admit()}
          onCancel={() => (asking.value = false)}
        />
      )}
    </>
  );
}
