/** The fields of an input: values of JSON, or nodes of a document. */
export type Fields = Record<string, unknown>

/** Inputs whose form has changed, each with the present form of fields that may have the former one. */
export const formerInputs: Record<string, (fields: Fields) => Fields> = {
  DateRangeInput: ({ from, to, ...others }) =>
    from === undefined && to === undefined ? others : { ...others, between: { from, to } },
}

/** Types whose place another type had, which variables may still be declared as: `$id: String!` for `ID!`. */
export const formerTypes: Record<string, string> = {
  ID: 'String',
  FilterValue: 'String',
}
