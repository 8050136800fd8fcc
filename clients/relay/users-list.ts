import { graphql } from 'relay-runtime'

// The compiler reads the documents of this file; nothing runs it.

export const usersList = graphql`
  query usersListQuery {
    ...usersList_query
  }
`

/** A list that is read page by page. */
export const users = graphql`
  fragment usersList_query on Query
  @refetchable(queryName: "usersListPageQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 2 }, after: { type: "String" }) {
    users(first: $first, after: $after) @connection(key: "usersList_users") {
      edges {
        node {
          id
          ...userCard_user
        }
      }
    }
  }
`
