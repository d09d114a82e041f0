import { useSignal } from "@preact/signals";
import type { PageModel } from "../../client/page-model.ts";
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
    try {
      const answer = await model.command({ device: gate, command: "admit", input: { direction: "in" } });
      said.value = answer.outcome === "done" ? "" : (answer.message ?? answer.outcome);
      if (answer.outcome === "done") onDone("the gate took the command");
    } catch (error) {
      said.value = error instanceof Error ? error.message : "The command was not sent.";
    }
  };
  return (
    <>
      <button type="button" class="button primary" onClick={() => (asking.value = true)}>
        Admit…
      </button>
      <span role="status">{said.value}</span>
      {asking.value && (
        <Confirm
          title={`Open ${gate}`}
          text="The gate lets one person in."
          action="Admit"
          onConfirm={() => void admit()}
          onCancel={() => (asking.value = false)}
        />
      )}
    </>
  );
}
