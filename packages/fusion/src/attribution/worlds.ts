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
  return distinctOf(worlds, ({ answers }) => keyOf(answers));
}

/** A world with one more answer. */
export interface Longer {
  readonly weight: number;
  readonly before: readonly Option[];
  readonly option: Option;
}

/** The likeliest of some worlds with one more answer, no two of which say the same. */
export function longerWorlds(worlds: readonly Longer[]): World[] {
  return likeliest(worlds).map(({ weight, before, option }) => ({ weight, answers: [...before, option] }));
}

function keyOf(answers: readonly Option[]): string {
  let key = answers[0]?.key ?? "";
  for (let k = 1; k < answers.length; k++) key += `|${answers[k]!.key}`;
  return key;
}

/** The likeliest of some, those with the same key as one: the likelier of them, as likely as all together. */
function distinctOf<T extends { readonly weight: number }>(all: readonly T[], key: (one: T) => string): T[] {
  const kept = new Map<string, { one: T; weight: number }>();
  for (const one of all) {
    const { weight } = one;
    const own = key(one);
    const same = kept.get(own);
    if (same === undefined) kept.set(own, { one, weight });
    else {
      if (same.weight < weight) same.one = one;
      same.weight = logSum(same.weight, weight);
    }
  }
  return likeliest([...kept.values()].map(({ one, weight }) => ({ ...one, weight })));
}

/** The likeliest of some that differ, the best of weight 0. */
function likeliest<T extends { readonly weight: number }>(all: readonly T[]): T[] {
  let best = Number.NEGATIVE_INFINITY;
  for (const { weight } of all) if (weight > best) best = weight;
  return all
    .filter(({ weight }) => best - weight < hopeless)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, mostWorlds)
    .map((each) => ({ ...each, weight: each.weight - best }));
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

/** The logarithm of a sum, of the logarithms of its terms. */
export function logSum(a: number, b: number): number {
  return a > b ? a + Math.log(1 + Math.exp(b - a)) : b + Math.log(1 + Math.exp(a - b));
}
