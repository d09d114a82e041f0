/** Where something stands in a document: the keys and indices from its root. */
export type DocumentPath = readonly (string | number)[];

/** Writes a path as it is said in messages: `gates[0].inward`. */
export function formatPath(path: DocumentPath): string {
  let text = "";
  for (const step of path) {
    if (typeof step === "number") text += `[${step}]`;
    else if (/^[\w-]+$/.test(step)) text += text === "" ? step : `.${step}`;
    else text += `[${JSON.stringify(step)}]`;
  }
  return text;
}
