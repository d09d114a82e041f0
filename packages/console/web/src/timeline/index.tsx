import type { PageModel } from "../client/page-model.ts";

export function TimeLine({ model }: { readonly model: PageModel }) {
  return <section aria-label="TimeLine">{model.panel.value}</section>;
}
