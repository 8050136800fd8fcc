import { createParameterDecorator } from 'type-graphql'
import { selectedFields } from '../question-cost/selected-fields.ts'

/** The parameter is a `Selection`: the fields that the caller selected on the answer. */
export const Selected = () => createParameterDecorator(({ info }) => selectedFields(info))
