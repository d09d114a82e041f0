import type { PageModel } from "../../client/page-model.ts";
import { whyNotWritten } from "./why-not.ts";

/** At the top of a tool, before anybody takes trouble: that what it finds cannot be saved from here, and why. */
export function CannotSave({ model }: { readonly model: PageModel }) {
  const why = whyNotWritten(model.hello.value);
  if (why === undefined) return null;
  return (
    <p class="install-note" role="note" data-testid="install-read-only">
      What is found here cannot be saved. {why}
    </p>
  );
}
