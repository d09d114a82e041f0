// Puts what several versions of Node gave beside one another.
import { createHash } from "node:crypto";

const short = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 12);

/** Where two outputs first differ, as a text for people. */
function firstDifference(a, b) {
  const [left, right] = [a, b].map((bytes) => bytes.toString().split("\n"));
  const line = left.findIndex((text, index) => text !== right[index]);
  const at = line === -1 ? left.length : line;
  return `line ${at + 1}:\n- ${(left[at] ?? "(nothing)").slice(0, 300)}\n+ ${(right[at] ?? "(nothing)").slice(0, 300)}`;
}

/**
 * Compares every step with the first version's. `trials` is a list of `{ version, steps }`; gives the rows of a table,
 * and every difference and failure in words.
 */
export function compareTrials(trials) {
  const problems = [];
  const [first] = trials;
  const rows = [...first.steps.keys()].map((name) => {
    const expected = first.steps.get(name).output;
    const cells = trials.map(({ version, steps }) => {
      const { output, problem } = steps.get(name);
      if (problem !== undefined) {
        problems.push(`${name}, Node ${version}: ${problem}`);
        return "failed";
      }
      if (steps === first.steps || expected === undefined) return short(output);
      if (expected.equals(output)) return "same";
      problems.push(
        `${name} differs between Node ${first.version} and ${version}, ${firstDifference(expected, output)}`,
      );
      return "DIFFERS";
    });
    return [name, ...cells];
  });
  return { rows, problems };
}

/** A table as text, its columns aligned. */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
