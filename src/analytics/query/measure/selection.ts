/** The selected fields of a GraphQL query, and the fields within each. Only selected fields are computed. */
export interface Selection {
  [field: string]: Selection
}
