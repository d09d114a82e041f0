import type { PageModel } from "../client/page-model.ts";

export function TruthPanel({ model }: { readonly model: PageModel }) {
  return <section aria-label="TruthPanel">{model.panel.value}</section>;
}
