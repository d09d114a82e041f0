import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import type { PageModel } from "../client/page-model.ts";
import { CalibrateTool } from "./calibrate/index.tsx";
import { CoverageTool } from "./coverage/index.tsx";
import { GateTool } from "./gate/index.tsx";
import "./installer.css";
import { PlatesTool } from "./plates/index.tsx";

const tools: readonly {
  readonly id: string;
  readonly title: string;
  readonly Tool: ComponentType<{ readonly model: PageModel }>;
}[] = [
  { id: "calibrate", title: "Cameras", Tool: CalibrateTool },
  { id: "coverage", title: "Coverage", Tool: CoverageTool },
  { id: "plates", title: "Plates", Tool: PlatesTool },
  { id: "gate", title: "Gates", Tool: GateTool },
];

/** The tool that is shown outlives the panel: whoever comes back finds it. */
const chosen = signal(tools[0]!.id);

/** The installer's tools: calibrate cameras, see the coverage, check plates, test gates. */
export function Installer({ model }: { readonly model: PageModel }) {
  const { Tool, title } = tools.find(({ id }) => id === chosen.value) ?? tools[0]!;
  return (
    <section class="installer" aria-label="Installer">
      <div class="install-tools" role="group" aria-label="Tools">
        {tools.map(({ id, title: name }) => (
          <button
            type="button"
            class="button"
            key={id}
            aria-pressed={id === chosen.value}
            data-testid={`install-${id}`}
            onClick={() => (chosen.value = id)}
          >
            {name}
          </button>
        ))}
      </div>
      {model.hello.value === undefined ? <p class="empty">Not connected yet.</p> : <Tool key={title} model={model} />}
    </section>
  );
}
