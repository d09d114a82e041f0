import type { PageModel } from "../client/page-model.ts";

export function Carts({ model }: { readonly model: PageModel }) {
  return <section aria-label="Carts">{model.panel.value}</section>;
}
