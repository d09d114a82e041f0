/** Name and version of a `package.json`, each `undefined` where it is missing or the text is no JSON. Never throws. */
export function nameAndVersion(text: Uint8Array): { readonly name?: string; readonly version?: string } {
  try {
    const value = JSON.parse(new TextDecoder().decode(text)) as { name?: unknown; version?: unknown } | null;
    return {
      ...(typeof value?.name === "string" && { name: value.name }),
      ...(typeof value?.version === "string" && { version: value.version }),
    };
  } catch {
    return {};
  }
}
