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

/** Types by their former names, in fragments and declarations of variables. An answer has the present name as `__typename`. */
export const renamedTypes: Record<string, string> = {
  SaveFunnelInput: 'CreateFunnelInput',
  SaveCohortsInput: 'CreateCohortsInput',
  SaveCohortsPayload: 'SavedCohortsPayload',
  CohortDefinition: 'SavedCohorts',
  CohortDefinitionConnection: 'SavedCohortsConnection',
  CohortDefinitionEdge: 'SavedCohortsEdge',
  AddModelPriceInput: 'CreateModelPriceInput',
  AddModelPricePayload: 'ModelPricePayload',
  EndModelPricePayload: 'ModelPricePayload',
  DeleteModelPricePayload: 'DeletePayload',
  AddModelAliasInput: 'CreateModelAliasInput',
  AddModelAliasPayload: 'ModelAliasPayload',
  DeleteModelAliasPayload: 'DeletePayload',
}
