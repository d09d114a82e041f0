import type { Stage } from "./stage.ts";

/** Tells the stage when the room it has or the page's colours change; until the function it gives is called. */
export function watchRoom(wrapper: HTMLElement, stage: Stage): () => void {
  const sizes = new ResizeObserver((entries) => {
    const box = entries.at(-1)?.contentRect;
    if (box !== undefined) stage.resize({ width: Math.round(box.width), height: Math.round(box.height) });
  });
  sizes.observe(wrapper);
  const repaint = () => stage.repaint();
  const themes = new MutationObserver(repaint);
  themes.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class"] });
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", repaint);
  return () => {
    sizes.disconnect();
    themes.disconnect();
    system.removeEventListener("change", repaint);
  };
}
