import type { Evidence, EvidenceStep } from "../../../src/wire/index.ts";
import { SessionDot } from "../carts/session-dot.tsx";
import type { PageModel } from "../client/page-model.ts";
import { signedSeconds } from "./figures.ts";

const words: Record<EvidenceStep["kind"], string> = {
  detected: "detected",
  revised: "revised",
  booked: "booked",
  settled: "settled",
  moved: "moved",
  "taken-back": "taken back",
  receipt: "receipt",
};

/** What was decided when, counted from the beginning of the change. */
export function Steps({ model, evidence }: { readonly model: PageModel; readonly evidence: Evidence }) {
  const { steps, interaction } = evidence;
  return (
    <div class="evidence-part evidence-steps">
      <h3>What was decided when</h3>
      {steps.length === 0 && <p class="empty">Nothing yet.</p>}
      <ol>
        {steps.map(({ t, kind, session, text }, i) => (
          <li key={i}>
            <button type="button" class="step-time" title="Show this moment" onClick={() => model.seek(t)}>
              {signedSeconds(t - interaction.from)}
            </button>
            <span class={kind === "revised" || kind === "moved" || kind === "taken-back" ? "badge warn" : "badge"}>
              {words[kind]}
            </span>
            <span>
              {session !== undefined && <SessionDot session={session} />} {text}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
