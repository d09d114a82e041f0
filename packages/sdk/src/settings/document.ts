import { type Document, isMap, isNode, isPair, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { DocumentError } from "./document-error.ts";
import type { DocumentPath } from "./document-path.ts";

/** A YAML or JSON text that was read, and still knows its lines. */
export interface TextDocument {
  readonly value: unknown;
  /** The line, from 1, of what stands at `path`; of the nearest thing around it where nothing does. */
  readonly locate: (path: DocumentPath) => number | undefined;
}

/**
 * Reads JSON or YAML. JSON takes the fast way; positions are only worked out when somebody asks for a line.
 *
 * @throws DocumentError with `code` when the text is neither.
 */
export function readDocument(text: string, file: string, code: string): TextDocument {
  let positions: Positions | undefined;
  const locate = (path: DocumentPath): number | undefined => {
    positions ??= readPositions(text);
    return lineOf(positions, path);
  };
  const json = tryJson(text);
  if (json !== undefined) return { value: json.value, locate };
  positions = readPositions(text);
  const problems = positions.document.errors.map((error) => ({
    path: [],
    ...(error.linePos === undefined ? {} : { line: error.linePos[0].line }),
    expected: "YAML or JSON",
    got: firstLine(error.message),
  }));
  if (problems.length > 0) throw new DocumentError(code, file, problems);
  return { value: toPlain(positions.document, file, code), locate };
}

interface Positions {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
}

function readPositions(text: string): Positions {
  const lines = new LineCounter();
  return { document: parseDocument(text, { lineCounter: lines, logLevel: "error" }), lines };
}

function tryJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function toPlain(document: Document.Parsed, file: string, code: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) as unknown;
  } catch (error) {
    const got = error instanceof Error ? firstLine(error.message) : String(error);
    throw new DocumentError(code, file, [{ path: [], expected: "YAML with at most a hundred aliases", got }]);
  }
}

function firstLine(message: string): string {
  return (message.split("\n", 1)[0] ?? message).replace(/ at line \d+, column \d+:?$/, "");
}

function lineOf({ document, lines }: Positions, path: DocumentPath): number | undefined {
  let node: unknown = document.contents;
  let offset = offsetOf(node);
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && keyOf(item.key) === String(step));
      if (pair === undefined) break;
      offset = offsetOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === "number") {
      node = node.items[step];
      offset = offsetOf(node) ?? offset;
    } else break;
  }
  return offset === undefined ? undefined : lines.linePos(offset).line;
}

function keyOf(key: unknown): string {
  return isNode(key) ? String((key as Node & { value?: unknown }).value) : String(key);
}

function offsetOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
