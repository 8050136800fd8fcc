import { ObjectType } from 'type-graphql'
import { type StatsArgs } from '../question-args.ts'

/** What the parts of an overview are asked with; each of them is a field resolver, so that one may fail alone. */
@ObjectType({
  description:
    'A dashboard in one request. Each part is computed only when it is selected; one that fails is null, with its ' +
    'error beside the answer, while the others are there.',
})
export class Overview {
  args: StatsArgs
}
