import { Component, type ComponentChildren } from "preact";

interface Props {
  /** What stands here, such as `carts`. */
  readonly room: string;
  /** Another value means another thing is shown, which deserves another try. */
  readonly about?: string;
  readonly children?: ComponentChildren;
}

interface State {
  readonly failed: string | undefined;
}

/** Keeps what goes wrong in one room in that room: the rest of the page stays, and it can be tried again. */
export class RoomBoundary extends Component<Props, State> {
  override state: State = { failed: undefined };

  static override getDerivedStateFromError(error: unknown): State {
    return { failed: error instanceof Error ? error.message : String(error) };
  }

  override componentDidUpdate(before: Props) {
    if (before.about !== this.props.about && this.state.failed !== undefined) this.setState({ failed: undefined });
  }

  override render() {
    if (this.state.failed === undefined) return this.props.children;
    return (
      <div class="empty" role="alert">
        <p>Something went wrong with the {this.props.room}. The store is not touched by it.</p>
        <p class="dim">{this.state.failed}</p>
        <p>
          <button type="button" class="button" onClick={() => this.setState({ failed: undefined })}>
            Show it again
          </button>
        </p>
      </div>
    );
  }
}
