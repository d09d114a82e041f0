import type { Hello, InstallRequest } from "../../../../src/wire/index.ts";

/** The files that a finding is written to: a calibration also to the store model, where that is a file of its own. */
export function filesWritten(
  hello: Pick<Hello, "settingsFile" | "modelFile"> | undefined,
  tool: InstallRequest["tool"] | undefined,
): readonly string[] {
  const settings = hello?.settingsFile ?? "store.yaml";
  return tool === "calibration" && hello?.modelFile !== undefined ? [settings, hello.modelFile] : [settings];
}

/** What is said before it is written. */
export function beforeWriting(files: readonly string[]): string {
  const kept = files.length === 1 ? "the file as it is now is" : "both files as they are now are";
  return `It is written to ${files.join(" and ")}; ${kept} kept beside it as .bak.`;
}

/** What is said once it was. */
export function afterWriting(files: readonly string[]): string {
  return `Written to ${files.join(" and ")}. It counts, and is shown here, from the next start of the store.`;
}
