import type { PageModel } from "../client/page-model.ts";

export function Installer({ model }: { readonly model: PageModel }) {
  return <section aria-label="Installer">{model.panel.value}</section>;
}
