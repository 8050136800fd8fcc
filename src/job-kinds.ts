import { type GraphQLSchema } from 'graphql'
import { createMailer } from './delivery/mailer.ts'
import { exportJob } from './exports/run-export.ts'
import { type JobKind } from './jobs/job.ts'
import { reportJobs } from './reports/runs/report-job.ts'
import { deliveryJobs } from './reports/sending/delivery-jobs.ts'
import { type Services } from './services.ts'

/** The kinds of work in the background. Tests set another time. */
export function jobKinds(services: Services, schema: GraphQLSchema, now = () => new Date()): JobKind[] {
  const { mail } = services.env
  return [
    exportJob(services, schema),
    reportJobs({ ...services, schema, now, isMailConfigured: mail !== undefined }),
    ...deliveryJobs({ ...services, now, sendMail: mail && createMailer(mail) }),
  ] as JobKind[]
}
