import { type GraphQLSchema } from 'graphql'
import { type JobKind } from './jobs/job.ts'
import { type Services } from './services.ts'

/** The kinds of work in the background. */
export const jobKinds = (_services: Services, _schema: GraphQLSchema): JobKind[] => []
