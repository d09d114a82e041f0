import type { PageModel } from "../client/page-model.ts";

export function Devices({ model }: { readonly model: PageModel }) {
  return <section aria-label="Devices">{model.panel.value}</section>;
}
