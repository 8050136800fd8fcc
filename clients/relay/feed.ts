import { graphql } from 'relay-runtime'

// The compiler reads the documents of this file; nothing runs it.

export const feed = graphql`
  subscription feedSubscription($first: Int!) {
    events(first: $first) {
      arrived
      events {
        id
        name
      }
    }
  }
`
