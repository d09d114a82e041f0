import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { InstallRequest } from "../../../../src/wire/index.ts";
import type { PageModel } from "../../client/page-model.ts";
import { Confirm } from "../../ui/index.ts";
import { asText } from "./as-text.ts";
import { afterWriting, beforeWriting, filesWritten } from "./where-written.ts";
import { whyNotWritten } from "./why-not.ts";

interface Props {
  readonly model: PageModel;
  /** What would be written; absent while there is nothing yet. */
  readonly request: InstallRequest | undefined;
  /** In one sentence, for whoever confirms. */
  readonly summary: string;
}

/** What became of writing or copying a finding, and which one. */
interface Outcome {
  readonly about: string;
  readonly good: boolean;
  readonly text: string;
  /** What to do about it. */
  readonly remedy?: string;
}

const nothingYet: Outcome = { about: "", good: true, text: "" };

/** Writes a finding to the settings once it was confirmed, or shows what to copy where that is not allowed. */
export function SaveFinding({ model, request, summary }: Props) {
  const asking = useSignal(false);
  const busy = useSignal(false);
  const outcome = useSignal<Outcome>(nothingYet);
  const hello = model.hello.value;
  const why = whyNotWritten(hello);
  const files = filesWritten(hello, request?.tool);
  const said = useRef<HTMLParagraphElement>(null);
  const written = request === undefined ? "" : asText(request);
  // What was said of one finding is not true of the next.
  const { good, text, remedy } = outcome.value.about === written ? outcome.value : nothingYet;
  useEffect(() => {
    if (text !== "") said.current?.scrollIntoView({ block: "nearest" });
  }, [text]);

  const save = async (wish: InstallRequest): Promise<void> => {
    asking.value = false;
    busy.value = true;
    const about = asText(wish);
    outcome.value = { about, good: true, text: "Writing…" };
    try {
      await model.install(wish);
      outcome.value = { about, good: true, text: afterWriting(filesWritten(hello, wish.tool)) };
    } catch (error) {
      outcome.value = { about, good: false, ...words(error) };
    }
    busy.value = false;
  };
  const copy = async (about: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(about);
      outcome.value = { about, good: true, text: "Copied." };
    } catch {
      outcome.value = {
        about,
        good: false,
        text: "The browser does not let this page copy. Select the text and copy it.",
      };
    }
  };

  return (
    <div class="install-save">
      <button
        type="button"
        class="button primary"
        data-testid="install-save"
        disabled={why !== undefined || request === undefined || busy.value}
        onClick={() => (asking.value = true)}
      >
        Save…
      </button>
      <p ref={said} role="status" class={good ? "" : "install-bad"} data-testid="install-said">
        {text}
        {remedy !== undefined && <span class="install-remedy">{remedy}</span>}
      </p>
      {why !== undefined && <p class="dim">{why}</p>}
      {request !== undefined && (
        <details>
          <summary>What is written</summary>
          <pre tabIndex={0} aria-label="What is written">
            {written}
          </pre>
          <button type="button" class="button" onClick={() => void copy(written)}>
            Copy
          </button>
        </details>
      )}
      {asking.value && request !== undefined && (
        <Confirm
          title="Write to the settings"
          text={`${summary} ${beforeWriting(files)}`}
          action="Write it"
          onConfirm={() => void save(request)}
          onCancel={() => (asking.value = false)}
        />
      )}
    </div>
  );
}

function words(error: unknown): Pick<Outcome, "text" | "remedy"> {
  if (!(error instanceof Error)) return { text: "It was not written." };
  const { remedy } = error as Error & { readonly remedy?: string };
  return { text: error.message, ...(remedy === undefined ? {} : { remedy }) };
}
