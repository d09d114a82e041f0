import { nearest } from "@aisle/sdk";
import { z } from "zod";

/** More than this is not said of one profile. */
const mostIssues = 10;

/**
 * A setting that names a built-in profile or writes one out. What is wrong with one that is written out is said with
 * its path, which a plain union would not.
 */
export function profileSetting<const Id extends string, P extends z.ZodType>(ids: readonly [Id, ...Id[]], schema: P) {
  return z.union([z.enum(ids), schema], {
    error: ({ input, errors }) => {
      if (typeof input === "string") {
        const like = nearest(input, [...ids]);
        return `expected one of ${ids.join(", ")}, or a profile written out${like === undefined ? "" : `; did you mean "${like}"?`}`;
      }
      if (typeof input !== "object" || input === null) {
        return `expected the name of a profile (${ids.join(", ")}), or one written out`;
      }
      const [, written = []] = errors;
      return written.slice(0, mostIssues).map(inWords).join("; ");
    },
  });
}

function inWords({ path, message }: { readonly path: readonly PropertyKey[]; readonly message: string }): string {
  return path.length === 0 ? message : `${path.map(String).join(".")}: ${message}`;
}
