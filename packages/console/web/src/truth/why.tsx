import { useComputed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Mark } from "../../../src/wire/index.ts";
import type { PageModel } from "../client/page-model.ts";
import { linkedWords } from "./linked-words.ts";

interface WhyProps {
  readonly model: PageModel;
  readonly text: string;
  /** The interaction that is shown already. */
  readonly except?: string;
}

/** Why something was judged as it was; interactions that it names can be pressed. */
export function Why({ model, text, except }: WhyProps) {
  const marks = useComputed(() => model.marks.value).value;
  const pieces = useMemo(() => linkedWords(text, marks, except), [text, marks, except]);
  return (
    <>
      {pieces.map(({ text, mark }, i) =>
        mark === undefined ? (
          text
        ) : (
          <button
            key={i}
            type="button"
            class="why-link"
            title="Show this interaction"
            onClick={() => show(model, mark)}
          >
            {text}
          </button>
        ),
      )}
    </>
  );
}

function show(model: PageModel, { t, interaction, session }: Mark): void {
  model.pause();
  model.seek(t);
  if (interaction === undefined) return;
  model.selection.value = { kind: "interaction", id: interaction, ...(session !== undefined && { session }) };
}
