/** A tool of agents: one document, whose variables are its arguments. */
export interface DocumentTool {
  title: string
  /** When to call the tool, and what its answer holds. */
  description: string
  /** One query with a name. Its fields are short, so that usual answers stay far below the limit. */
  document: string
}

/** The parts that most answers have: how complete they are, and why they may be inexact. */
export const meta = 'meta { asOf isComplete caveats { code message } }'
