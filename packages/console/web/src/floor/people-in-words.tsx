import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { PageModel } from "../client/page-model.ts";
import { peopleInWords, summary } from "./describe.ts";
import type { Stage } from "./stage.ts";

/** The words are written anew so often, ms. */
const every = 1_000;

/** Who is where, for readers who do not see the canvas. */
export function PeopleInWords({
  model,
  stage,
}: {
  readonly model: PageModel;
  readonly stage: ReadonlySignal<Stage | undefined>;
}) {
  const words = useSignal<{ summary: string; people: readonly string[] }>({ summary: "", people: [] });
  useEffect(() => {
    const write = () => {
      const plan = stage.peek()?.plan;
      if (plan === undefined || document.hidden) return;
      const people = stage.peek()?.people ?? [];
      const next = { summary: summary(plan.store, { people }), people: peopleInWords(plan, people) };
      const { summary: said, people: listed } = words.peek();
      // The same words are not written again: a reader would begin anew.
      if (next.summary !== said || next.people.join("\n") !== listed.join("\n")) words.value = next;
    };
    const timer = setInterval(write, every);
    return () => clearInterval(timer);
  }, [model, stage, words]);
  return (
    <div class="visually-hidden">
      <p id="floor-in-words">{words.value.summary}</p>
      <ul aria-label="People on the floor">
        {words.value.people.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
