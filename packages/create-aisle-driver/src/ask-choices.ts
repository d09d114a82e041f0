import { cancel, isCancel, select, text } from "@clack/prompts";
import { type Choices, kinds, nameProblem, transportsOf } from "./choices.ts";

/** Asks on the terminal for what is not given; nothing where it was given up. */
export async function askChoices(given: Partial<Choices>): Promise<Choices | undefined> {
  const name =
    given.name ??
    (await text({
      message: "Name of the package",
      placeholder: "aisle-driver-acme",
      validate: (value) => nameProblem(value ?? ""),
    }));
  if (isCancel(name)) {
    givenUp();
    return undefined;
  }
  const kind =
    given.kind ??
    (await select({ message: "What does it drive?", options: kinds.map((value) => ({ value, label: value })) }));
  if (isCancel(kind)) {
    givenUp();
    return undefined;
  }
  const transport =
    given.transport ??
    (await select({
      message: "How is it reached?",
      options: transportsOf(kind).map((value) => ({ value, label: value })),
    }));
  if (isCancel(transport)) {
    givenUp();
    return undefined;
  }
  return { name, kind, transport };
}

function givenUp(): void {
  cancel("Nothing was written.");
}
