import { type GraphQLSchema } from 'graphql'
import { exportJob } from './exports/run-export.ts'
import { type JobKind } from './jobs/job.ts'
import { savedInput } from './resolvers/saved-input.ts'
import { type Services } from './services.ts'

/** The kinds of work in the background. */
export const jobKinds = (services: Services, schema: GraphQLSchema): JobKind[] =>
  [exportJob(services, stored => savedInput({ schema }, 'StartExportInput', stored))] as JobKind[]
