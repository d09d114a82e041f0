/** `shop-cams-2` → `shop-cams`, `reenact-team-pei-1` → `reenact`. */
export function familyOf(scene: string): string {
  const [first = scene, second = ""] = scene.split("-");
  return /^(cams|poses)$/.test(second) ? `${first}-${second}` : first;
}
