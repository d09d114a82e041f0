import { Dialog } from "../ui/dialog.tsx";
import { keyList } from "./keys.ts";

/** What can be done from the keyboard. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl class="keys-list">
        {keyList.map(({ keys, text }) => (
          <>
            <dt key={`${text} keys`}>
              {keys.map((key) => (
                <>
                  <kbd>{key}</kbd>{" "}
                </>
              ))}
            </dt>
            <dd key={text}>{text}</dd>
          </>
        ))}
      </dl>
    </Dialog>
  );
}
