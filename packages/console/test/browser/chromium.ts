import { accessSync, constants, mkdirSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";

/** Tests with a browser run where they are asked for: they need one, and real time. */
export const asked = process.env["AISLE_PEERS"] === "1" || process.env["AISLE_BROWSER"] === "1";
export const why = asked ? "" : " (SKIPPED: needs AISLE_BROWSER=1 and a chromium on the PATH, such as Debian's)";

/** Screenshots are kept here; CI takes them as artefacts. */
export const artefacts = resolve(import.meta.dirname, "../../../../artefacts");

const names = ["chromium", "chromium-browser", "google-chrome"];
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];

/** Starts the machine's own chromium, with a profile of its own that is gone when it is closed. */
export function launch(): Promise<Browser> {
  mkdirSync(artefacts, { recursive: true });
  const args = [...flags, "--disable-component-update", "--disable-sync"];
  return chromium.launch({ executablePath: findChromium(), headless: true, args });
}

function findChromium(): string {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
  if (found === undefined) throw new TypeError(`none of ${names.join(", ")} is on the PATH`);
  return found;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** What a page did wrong: what it complained of, what it could not get, and what it asked of others. */
export type Faults = readonly string[];

/** Notes all that goes wrong on a page from now on. What `expected` matches is left out. */
export async function watchFaults(page: Page, origin: string, expected?: RegExp): Promise<Faults> {
  const faults: string[] = [];
  const add = (fault: string): void => {
    if (expected?.test(fault) !== true) faults.push(fault);
  };
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") add(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => add(`thrown: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(origin)) add(`asked of others: ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    // What the page itself called off, such as the stream when it is left.
    if (reason !== "net::ERR_ABORTED") add(`failed: ${request.url()} ${reason}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) add(`answered with ${response.status()}: ${response.url()}`);
  });
  await page.addInitScript({
    content: `addEventListener("securitypolicyviolation", (event) => {
      console.error("against the policy: " + event.violatedDirective + " " + event.blockedURI);
    });`,
  });
  return faults;
}

/** What axe finds serious or critical, in words; empty where all is well. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate<AxeResults>("axe.run()");
  if (passes.length < 10) throw new TypeError("axe has hardly looked at anything");
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => {
      const places = nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary ?? ""}`);
      return `${id}: ${help}\n${places.slice(0, 5).join("\n")}`;
    });
}

interface AxeResults {
  readonly passes: readonly unknown[];
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly help: string;
    readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
  }[];
}
