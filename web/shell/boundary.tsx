import { Component, type ReactNode } from 'react'

/** Keeps an error of one page away from the others. */
export class Boundary extends Component<{ children: ReactNode }, { error: Error | undefined }> {
  override state: { error: Error | undefined } = { error: undefined }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    return (
      <div className="card failure" role="alert">
        <p>This page cannot be shown: {error.message}</p>
        <p>
          <button type="button" className="button" onClick={() => window.location.reload()}>
            Load it again
          </button>
        </p>
      </div>
    )
  }
}
