import { graphql } from 'relay-runtime'

// The compiler reads the documents of this file; nothing runs it.

/** A part of a page that can be fetched again by the id of the user. */
export const userCard = graphql`
  fragment userCard_user on User
  @refetchable(queryName: "userCardRefetchQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 1 }, after: { type: "String" }) {
    userId
    username
    events(first: $first, after: $after) @connection(key: "userCard_events") {
      edges {
        node {
          name
        }
      }
    }
  }
`
