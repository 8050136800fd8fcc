import { type Asking, graphqlRequest } from '../support/graphql/graphql-request.ts'

/** An event as the log has it. */
export interface StoredEvent {
  eventId: string
  timestamp: string
  userId: string | null
  properties: { no?: number; url?: string } | null
  /** The name of a custom event. */
  name?: string
  /** The model of a model call. */
  model?: string
}

interface Page {
  events: { nodes: StoredEvent[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }
}

const document = `query ($after: String) {
  events(first: 1000, after: $after) {
    nodes {
      eventId
      timestamp
      userId
      properties
      ... on CustomEvent { name }
      ... on AiCall { model }
    }
    pageInfo { hasNextPage endCursor }
  }
}`

/** All events of the project, from PostgreSQL. */
export async function storedEvents(asking: Asking): Promise<StoredEvent[]> {
  const all: StoredEvent[] = []
  let after: string | null = null
  do {
    const { data, errors }: { data: Page | null; errors: unknown[] } = await graphqlRequest<Page>(
      asking,
      document,
      {
        after,
      },
    )
    if (!data?.events) throw new Error(JSON.stringify(errors))
    all.push(...data.events.nodes)
    after = data.events.pageInfo.hasNextPage ? data.events.pageInfo.endCursor : null
  } while (after)
  return all
}
