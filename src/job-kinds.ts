import { type GraphQLSchema } from 'graphql'
import { alertJobs } from './alerts/checks/check-job.ts'
import { createMailer } from './delivery/mailer.ts'
import { exportJob } from './exports/run-export.ts'
import { forwardJob } from './forwarding/sending/forward-job.ts'
import { type JobKind } from './jobs/job.ts'
import { erasureJob } from './privacy/erasure/erasure-job.ts'
import { deletionJob } from './privacy/projects/deletion-job.ts'
import { retentionJob } from './privacy/retention/retention-job.ts'
import { reportJobs } from './reports/runs/report-job.ts'
import { runMessages } from './reports/sending/run-messages.ts'
import { type Services } from './services.ts'
import { watchJob } from './watched-segments/watch-job.ts'
import { announcementMessages } from './webhooks/messages/announcement-messages.ts'
import { deliveryJobs } from './webhooks/sending/delivery-jobs.ts'

/** The kinds of work in the background. Tests set another time. */
export function jobKinds(services: Services, schema: GraphQLSchema, now = () => new Date()): JobKind[] {
  const { mail } = services.env
  const messages = { ofRuns: runMessages(services, now), ofAnnouncements: announcementMessages(services) }
  return [
    exportJob(services, schema),
    alertJobs({ ...services, schema, now }),
    reportJobs({ ...services, schema, now }),
    erasureJob(services, schema),
    deletionJob(services),
    retentionJob({ ...services, now }),
    watchJob({ ...services, now }),
    forwardJob({ ...services, now }),
    ...deliveryJobs({ ...services, now, messages, sendMail: mail && createMailer(mail) }),
  ] as JobKind[]
}
