/** What is used of the package, which has no types of its own. */
declare module "node-moving-things-tracker" {
  export const Tracker: {
    reset(): void;
    setParams(params: Readonly<Record<string, unknown>>): void;
    updateTrackedItemsWithNewFrame(boxes: readonly object[], frame: number): void;
    getJSONOfTrackedItems(round: boolean): readonly { readonly id: number; readonly x: number; readonly y: number }[];
  };
}
