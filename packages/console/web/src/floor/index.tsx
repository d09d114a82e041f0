import type { PageModel } from "../client/page-model.ts";

export function Floor({ model }: { readonly model: PageModel }) {
  return <section aria-label="Floor">{model.panel.value}</section>;
}
