import { useState } from "preact/hooks";
import type { ShellModel } from "../client/index.ts";
import { WireFailure } from "../client/wire-failure.ts";
import "./connection-views.css";

type Props = { readonly model: ShellModel };

/** Before the first answer. */
export function Waiting({ model, lost }: Props & { readonly lost?: boolean }) {
  return (
    <main class="standing-alone">
      <div class="card">
        <h1>Aisle</h1>
        <p data-testid="connection" data-state={model.connection.value} role="status">
          {lost ? "The store does not answer. It is being tried again." : "Looking for the store …"}
        </p>
        {lost && <p class="dim">Is `aisle` still running where this page came from?</p>}
        {lost && (
          <button type="button" class="button" onClick={() => model.retry()}>
            Try now
          </button>
        )}
      </div>
    </main>
  );
}

/** Over the page: what is shown is no longer fresh. */
export function LostBanner({ model }: Props) {
  return (
    <div class="lost-banner" role="alert">
      <span>
        <strong>Connection lost.</strong> What you see may be old. The store itself goes on without this page; it is
        being tried again.
      </span>
      <button type="button" class="button" onClick={() => model.retry()}>
        Try now
      </button>
    </div>
  );
}

/** The server has become another one than this page was made for. */
export function Incompatible() {
  return (
    <main class="standing-alone">
      <div class="card">
        <h1>This page is older than its server</h1>
        <p data-testid="connection" data-state="incompatible">
          The server speaks another version of the wire format. Load the page again to get the one that belongs to it.
        </p>
        <button type="button" class="button primary" onClick={() => window.location.reload()}>
          Load again
        </button>
      </div>
    </main>
  );
}

/** Asks for the token. It is sent once and not kept; the server answers with a cookie that scripts cannot read. */
export function Login({ model }: Props) {
  const [token, setToken] = useState("");
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      if (!(await model.login(token.trim()))) setProblem("That is not the token of this store.");
    } catch (error) {
      const text = error instanceof WireFailure ? [error.message, error.remedy].filter(Boolean).join(" ") : undefined;
      setProblem(text ?? "It could not be tried. Do it again.");
    }
    setBusy(false);
  };
  return (
    <main class="standing-alone">
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <h1>Aisle</h1>
        <p data-testid="connection" data-state="unauthorised">
          This store asks for its token. It stands in the file that was given to `--page-token`.
        </p>
        <label>
          Token
          <input
            type="password"
            name="token"
            autocomplete="current-password"
            required
            value={token}
            aria-describedby="login-problem"
            onInput={(event) => setToken(event.currentTarget.value)}
          />
        </label>
        <p id="login-problem" class="login-problem" role="alert">
          {problem}
        </p>
        <button type="submit" class="button primary" disabled={busy || token.trim() === ""}>
          Open the store
        </button>
      </form>
    </main>
  );
}
