/** A value as a message shows it: short, and never a reason to throw, whatever the value does when it is looked at. */
export function show(value: unknown, most = 60): string {
  if (value === undefined) return "nothing";
  try {
    if (typeof value === "function") return "a function";
    const isJson = typeof value === "object" || typeof value === "string";
    const shown = isJson ? JSON.stringify(value) : String(value as number | bigint | boolean | symbol);
    return shown.slice(0, most);
  } catch {
    return `a ${typeof value} that cannot be read`;
  }
}
