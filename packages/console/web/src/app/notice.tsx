import type { ShellModel } from "../client/index.ts";
import { CloseIcon } from "../ui/icons.tsx";

/** What has to be told once, above the floor. Its place is always there, so that readers hear what comes into it. */
export function Notice({ model }: { readonly model: ShellModel }) {
  const text = model.notice.value;
  return (
    <div class="notice-place" role="status" data-testid="notice">
      {text !== undefined && (
        <p class="notice">
          <span>{text}</span>
          <button
            type="button"
            class="icon-button"
            aria-label="Take this notice away"
            title="Take this notice away"
            onClick={() => (model.notice.value = undefined)}
          >
            <CloseIcon />
          </button>
        </p>
      )}
    </div>
  );
}
