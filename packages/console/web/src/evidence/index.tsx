import type { PageModel } from "../client/page-model.ts";

export function EvidencePanel({ model }: { readonly model: PageModel }) {
  return <section aria-label="EvidencePanel">{model.panel.value}</section>;
}
