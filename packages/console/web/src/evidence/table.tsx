import { useState } from "preact/hooks";
import { TableHead } from "./table-head.tsx";

interface TableProps {
  readonly title: string;
  readonly head: readonly string[];
  /** Asked for only once it is opened. */
  readonly rows: () => readonly (readonly string[])[];
}

/** The figures of a chart for whoever cannot see it, or wants to copy them. */
export function Table({ title, head, rows }: TableProps) {
  const [open, setOpen] = useState(false);
  return (
    <details class="figures" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && (
        // Scrolls sideways on a phone: it has to be reached by keyboard.
        <div class="figures-scroll" role="region" aria-label={title} tabIndex={0}>
          <table>
            <TableHead columns={head} />
            <tbody>
              {rows().map((row, i) => (
                <tr key={i}>
                  {row.map((text, k) => (
                    <td key={k}>{text}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
