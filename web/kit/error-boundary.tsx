import { Component, type ReactNode } from "react";
import { ErrorState } from "./error-state.tsx";

type State = { error: unknown };

/** Shows what went wrong in the place of its children. Another `name` (the screen's address) begins anew. */
export class ErrorBoundary extends Component<{ name: string; children: ReactNode }, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }
  override componentDidUpdate(before: { name: string }): void {
    if (before.name !== this.props.name && this.state.error !== undefined) this.setState({ error: undefined });
  }
  override render(): ReactNode {
    const { error } = this.state;
    return error === undefined ? (
      this.props.children
    ) : (
      <ErrorState error={error} onRetry={() => this.setState({ error: undefined })} />
    );
  }
}
