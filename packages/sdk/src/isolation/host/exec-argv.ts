/** Options of Node that a driver process needs as much as its host: how modules are found and loaded. */
const loading = new Set(["--import", "--require", "-r", "--loader", "--experimental-loader", "--conditions", "-C"]);

/** What a process is started with beside its program. */
export interface ExecArgvOptions {
  /** The host's own, `process.execArgv`. Debuggers, scripts and tests among them are not handed on. */
  readonly inherited: readonly string[];
  readonly heapMb: number;
  /** URL of what loads TypeScript; only where the host runs from the sources. */
  readonly typescript?: string;
}

/** Options of Node for a driver process. */
export function childExecArgv({ inherited, heapMb, typescript }: ExecArgvOptions): string[] {
  const argv = [`--max-old-space-size=${heapMb}`];
  inherited.forEach((option, index) => {
    const [name = "", value] = option.split("=", 2);
    if (!loading.has(name)) return;
    if (value !== undefined) argv.push(option);
    else if (inherited[index + 1] !== undefined) argv.push(option, inherited[index + 1]!);
  });
  if (typescript === undefined) return argv;
  if (!argv.some((option) => /(?:^|=)aisle-source$/.test(option))) argv.push("--conditions=aisle-source");
  if (!argv.some((option) => /\btsx\b/.test(option))) argv.push("--import", typescript);
  return argv;
}
