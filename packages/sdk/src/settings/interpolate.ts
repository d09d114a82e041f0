import { nearest } from "../drivers/nearest.ts";
import { toAisleError } from "../errors/normalise.ts";
import { isTelling, Secret } from "../secrets/index.ts";
import type { ProblemList } from "./check-shape.ts";
import type { DocumentPath } from "./document-path.ts";
import type { ReadSecretFile } from "./secret-files.ts";

/** Where the values of references come from. */
export interface ReferenceSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly secretFile: ReadSecretFile;
  /** Hears of each secret that stands in the text itself. */
  readonly onWritten: (path: DocumentPath) => void;
}

/** One reference, or `$${` for the characters `${` themselves. What it may look like inside the braces is checked later. */
const reference = /\$\$\{|\$\{([^{}]*)\}?/g;
const name = /^[A-Za-z_][A-Za-z0-9_]*$/;
const expected = `\${NAME}, \${file:PATH} or \${number:NAME} (and $\${ for these characters themselves)`;

/**
 * Puts what `${NAME}`, `${file:PATH}` and `${number:NAME}` stand for into every text of a value. A text that holds a
 * secret becomes a `Secret`: anything from a file, any variable or setting that is called like one (`CAM_PASSWORD`,
 * `token: …`). What cannot be resolved is a problem in `list`. Values are not looked through again.
 */
export function resolveReferences(value: unknown, sources: ReferenceSources, list: ProblemList): unknown {
  return walk(value, [], false);

  function walk(at: unknown, path: DocumentPath, telling: boolean): unknown {
    if (typeof at === "string") return resolveText(at, path, telling);
    if (Array.isArray(at)) return at.map((item, index) => walk(item, [...path, index], telling));
    if (typeof at !== "object" || at === null) return at;
    const entries = Object.entries(at).map(([key, item]) => [key, walk(item, [...path, key], isTelling(key))] as const);
    return Object.fromEntries(entries);
  }

  function resolveText(text: string, path: DocumentPath, telling: boolean): unknown {
    const whole = /^\$\{number:([^{}]*)\}$/.exec(text);
    if (whole?.[1] !== undefined) return resolveNumber(whole[1], path);
    let secret = telling;
    const resolved = text.replaceAll(reference, (written, inside: string | undefined) => {
      if (inside === undefined) return "${";
      if (inside.startsWith("file:")) {
        secret = true;
        return fromFile(inside.slice("file:".length), path);
      }
      if (!written.endsWith("}") || !name.test(inside)) {
        list.add(path, expected, `\`${written}\``);
        return "";
      }
      secret ||= isTelling(inside);
      return variable(inside, path) ?? "";
    });
    if (!secret || resolved === "") return resolved;
    if (resolved === text) sources.onWritten(path);
    return new Secret(resolved);
  }

  function variable(key: string, path: DocumentPath): string | undefined {
    const found = Object.hasOwn(sources.env, key) ? sources.env[key] : undefined;
    if (found !== undefined) return found;
    const near = nearest(key, Object.keys(sources.env));
    const hint = near === undefined ? "set it before the store is started" : `did you mean \`${near}\`?`;
    list.add(path, `the environment variable ${key}`, "no such variable", hint);
    return undefined;
  }

  function resolveNumber(key: string, path: DocumentPath): unknown {
    const text = name.test(key) ? variable(key, path) : undefined;
    if (!name.test(key)) list.add(path, expected, `\`\${number:${key}}\``);
    if (text === undefined) return undefined;
    const number = text.trim() === "" ? Number.NaN : Number(text);
    if (Number.isFinite(number)) return number;
    list.add(path, `a number in the environment variable ${key}`, "something else");
    return undefined;
  }

  function fromFile(file: string, path: DocumentPath): string {
    try {
      return sources.secretFile(file);
    } catch (thrown) {
      const { message, remedy } = toAisleError(thrown);
      list.add(path, `a secret file at ${file}`, message, remedy);
      return "";
    }
  }
}
