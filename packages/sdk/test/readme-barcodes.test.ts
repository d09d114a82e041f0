import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { readBarcode } from "../src/barcodes/index.ts";

it("reads what the README's example of barcodes says", () => {
  const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8").replaceAll("\r\n", "\n");
  const [, code = ""] = /```ts\nimport \{ readBarcode \} from "@aisle\/sdk\/barcodes";\n([^]*?)```/.exec(readme) ?? [];
  const promised = [...code.matchAll(/^\/\/ (.*)$/gm)].map(([, line]) => line);
  const printed: string[] = [];
  const log = (...words: unknown[]): void => void printed.push(words.map(String).join(" "));
  // The example is plain JavaScript apart from its import.
  runInNewContext(code, { readBarcode, console: { log } });
  expect(printed).toEqual(promised);
  expect(printed).toHaveLength(3);
});
