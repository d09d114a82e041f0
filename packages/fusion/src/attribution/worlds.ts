import { half, nothing, type Option, type Question } from "./question.ts";

/** One way in which everything that is open may have been. */
export interface World {
  /** Natural logarithm, up to a constant shared by the worlds of a group. */
  readonly weight: number;
  /** One for each question of the group. */
  readonly answers: readonly Option[];
}

/** Questions whose answers depend on each other, and the likeliest ways to answer them together. */
export interface Group {
  /** Oldest first. */
  readonly questions: Question[];
  /** Likeliest first; at least one. */
  worlds: World[];
}

/** So many worlds are kept of a group. */
const mostWorlds = 24;
/** Worlds so much less likely than the best are dropped: e⁻¹². */
const hopeless = 12;

/** The likeliest of some worlds, each once: those that give the same answers are one. */
export function pruned(worlds: readonly World[]): World[] {
  const kept = new Map<string, World>();
  for (const world of worlds) {
    const key = world.answers.map((answer) => answer.key).join("|");
    const same = kept.get(key);
    if (same === undefined) kept.set(key, world);
    else {
      const { answers } = same.weight < world.weight ? world : same;
      kept.set(key, { answers, weight: logSum(same.weight, world.weight) });
    }
  }
  return likeliest([...kept.values()]);
}

/** The likeliest of some that differ, the best of weight 0. */
function likeliest<T extends { readonly weight: number }>(all: readonly T[]): T[] {
  const list = all.toSorted((a, b) => b.weight - a.weight).slice(0, mostWorlds);
  const best = list[0]?.weight ?? 0;
  return list.filter(({ weight }) => best - weight < hopeless).map((each) => ({ ...each, weight: each.weight - best }));
}

/** Groups as one: every world of one with every world of the other. */
export function merged(groups: readonly Group[]): Group {
  const [one, ...others] = groups;
  if (one === undefined) return { questions: [], worlds: [{ weight: 0, answers: [] }] };
  let whole = one;
  for (const other of others) {
    const first = whole;
    const questions = [...first.questions, ...other.questions];
    const order = questions.map((_, k) => k).sort((a, b) => questions[a]!.number - questions[b]!.number);
    const pairs = first.worlds.flatMap((a) => other.worlds.map((b) => ({ weight: a.weight + b.weight, a, b })));
    const worlds = likeliest(pairs).map(({ weight, a, b }) => {
      const answers = [...a.answers, ...b.answers];
      return { weight, answers: order.map((k) => answers[k]!) };
    });
    whole = { questions: order.map((k) => questions[k]!), worlds };
  }
  return whole;
}

/** Probabilities of a group's worlds, in their order. */
export function probabilities({ worlds }: Group): number[] {
  const parts = worlds.map(({ weight }) => Math.exp(weight - worlds[0]!.weight));
  const sum = parts.reduce((total, part) => total + part, 0);
  return parts.map((part) => part / sum);
}

const distinct = new WeakMap<readonly World[], readonly (readonly Option[])[]>();

/** The different answers of a group's worlds, by question; read once, for worlds are never changed but replaced. */
export function optionsIn({ questions, worlds }: Group): readonly (readonly Option[])[] {
  const same = distinct.get(worlds);
  if (same !== undefined) return same;
  const options = questions.map((_, k) => [
    ...new Map(worlds.map(({ answers }) => [answers[k]!.key, answers[k]!])).values(),
  ]);
  distinct.set(worlds, options);
  return options;
}

/** An answer and how probable it is, 0 to 1. */
export interface Answer {
  readonly option: Option;
  readonly probability: number;
}

/** The answers to one question of a group over all its worlds, likeliest first. */
export function answersTo(group: Group, index: number, chances: readonly number[] = probabilities(group)): Answer[] {
  const sums = new Map<string, { option: Option; probability: number }>();
  for (let k = 0; k < group.worlds.length; k++) {
    const option = group.worlds[k]!.answers[index]!;
    const key = option.key === half.key ? nothing : option.key;
    const known = sums.get(key);
    if (known === undefined) sums.set(key, { option, probability: chances[k]! });
    else known.probability += chances[k]!;
  }
  return [...sums.values()].sort((a, b) => b.probability - a.probability);
}

/** The group without a question, in the worlds that answer it so. */
export function without(group: Group, index: number, key: string): Group {
  const cut = <T>(list: readonly T[]): T[] => list.filter((_, k) => k !== index);
  const worlds = group.worlds.filter(({ answers }) => {
    const own = answers[index]!.key;
    return (own === half.key ? nothing : own) === key;
  });
  return {
    questions: cut(group.questions),
    worlds: pruned(worlds.map(({ weight, answers }) => ({ weight, answers: cut(answers) }))),
  };
}

function logSum(a: number, b: number): number {
  const [more, less] = a > b ? [a, b] : [b, a];
  return more + Math.log(1 + Math.exp(less - more));
}
