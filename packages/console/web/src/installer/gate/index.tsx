import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import {
  type GateStepState,
  type GateTest,
  gateFinding,
  gateInstructions,
  judgeStep,
  nextStep,
  observeGate,
  releaseGate,
  repeatStep,
  startGateTest,
} from "../../../../src/installer/index.ts";
import type { PageModel } from "../../client/page-model.ts";
import { gateRecord } from "../records.ts";
import { CannotSave } from "../save/cannot-save.tsx";
import { SaveFinding } from "../save/save-finding.tsx";
import { storeNow } from "../store-now.ts";
import { AdmitButtons } from "./admit.tsx";

const badges = { waiting: "", passed: "good", failed: "bad", skipped: "warn" } as const;

const alone = "Nobody else should use the gate during the test: it cannot tell who walks through.";

/** A step that is not done, and that the stream may still tell of. */
function mayRepeat({ step, state }: GateStepState): boolean {
  return step !== "online" && step !== "alarm" && (state === "failed" || state === "skipped");
}

/** Takes a gate through a scan, a release and a passage each way, and watches what it says. */
export function GateTool({ model }: { readonly model: PageModel }) {
  const test = useSignal<GateTest | undefined>(undefined);
  const gates = model.hello.value?.store.gates ?? [];
  const running = test.value !== undefined;
  useEffect(() => {
    if (!running) return;
    return model.onItem((item) => {
      const now = test.peek();
      if (now !== undefined && model.live.peek()) test.value = observeGate(now, item);
    });
  }, [running, model, test]);

  if (gates.length === 0) return <p class="empty">The store is open: it has no gates.</p>;
  if (model.hello.value?.mode === "replay")
    return <p class="empty">This is a recording: there is no gate to walk through.</p>;
  const begin = (id: string) => {
    const gate = gates.find((each) => each.id === id);
    const status = model.state.peek().devices.find(({ device }) => device === id)?.status.state;
    const online = status === undefined ? undefined : status === "online" || status === "degraded";
    test.value = gate && startGateTest(gate, online);
  };
  const now = test.value;
  if (now === undefined) {
    return (
      <div class="install-tool">
        <CannotSave model={model} />
        <p>{alone}</p>
        <ul class="install-list">
          {gates.map(({ id }) => (
            <li key={id}>
              <span class="grow">
                {id} <span class="dim">{gateRecord(model.hello.value?.installation, id) ?? "never tested"}</span>
              </span>
              <button
                type="button"
                class="button"
                aria-label={`Test ${id}`}
                data-testid={`gate-test-${id}`}
                onClick={() => begin(id)}
              >
                Test
              </button>
            </li>
          ))}
        </ul>
      </div>
    );
  }
  const step = nextStep(now);
  const finding = gateFinding(now);
  const doubt = now.steps.find((each) => each.step === step)?.text;
  return (
    <div class="install-tool">
      <h2>{now.gate}</h2>
      <CannotSave model={model} />
      <p class="dim">{alone}</p>
      {!model.live.value && <p class="install-bad">You are looking at the past. Go live first.</p>}
      <p role="status">
        {step === undefined ? "All steps are done." : gateInstructions[step]}
        {doubt !== undefined && ` Not sure: ${doubt}.`}
      </p>
      <ol class="gate-steps" data-testid="gate-steps">
        {now.steps.map((each) => (
          <li key={each.step} data-now={each.step === step}>
            <span class={`badge ${badges[each.state]}`}>{each.state}</span>
            <span>
              {gateInstructions[each.step]}
              {each.text !== undefined && <span class="dim"> – {each.text}</span>}
            </span>
            {each.step === step && (
              <span class="row">
                {(step === "authorised" || step === "in") && (
                  <AdmitButtons
                    model={model}
                    gate={now.gate}
                    onDone={(text) => (test.value = releaseGate(test.peek() ?? now, storeNow(model), text))}
                  />
                )}
                <button
                  type="button"
                  class="button"
                  onClick={() => (test.value = judgeStep(now, step, "failed", "did not work"))}
                >
                  It did not work
                </button>
                <button
                  type="button"
                  class="button"
                  onClick={() => (test.value = judgeStep(now, step, "skipped", "left out"))}
                >
                  Leave out
                </button>
              </span>
            )}
            {mayRepeat(each) && (
              <span class="row">
                <button
                  type="button"
                  class="button"
                  aria-label={`Again: ${gateInstructions[each.step]}`}
                  onClick={() => (test.value = repeatStep(now, each.step))}
                >
                  Again
                </button>
              </span>
            )}
          </li>
        ))}
      </ol>
      <div class="row">
        <button type="button" class="button" onClick={() => begin(now.gate)}>
          From the start
        </button>
        <button type="button" class="button" onClick={() => (test.value = undefined)}>
          Other gate
        </button>
      </div>
      {step !== undefined && <p class="dim">It can be saved once every step has passed, failed or been left out.</p>}
      <SaveFinding
        model={model}
        request={finding && { tool: "gate", gate: finding }}
        summary={`What the test of ${now.gate} showed.`}
      />
    </div>
  );
}
