import { type Funnel } from '../../schema/behavior/funnel.ts'
import { type Compared } from '../query/compare.ts'
import { type Answers, changesBetween } from '../query/with-previous.ts'

const count: Compared = { unit: 'COUNT', isUpGood: true }
const rate: Compared = { unit: 'RATE', isUpGood: true }
const time: Compared = { unit: 'SECONDS', isUpGood: false }

const times = { medianSeconds: time, averageSeconds: time, p90Seconds: time }

const ofFunnel = {
  totalUsers: count,
  completionRate: rate,
  openAttempts: { unit: 'COUNT', isUpGood: null } satisfies Compared,
  ...times,
}

const ofStep = {
  users: count,
  rateFromFirst: rate,
  rateFromPrevious: rate,
  dropOff: { unit: 'COUNT', isUpGood: false } satisfies Compared,
  ...times,
}

/** The funnel with its previous one, and with the changes of its numbers and of those of its steps. */
export const withChanges = <Answer extends Funnel>({
  answer,
  previous,
  selected,
}: Answers<Answer>): Answer => ({
  ...answer,
  previous,
  changes: changesBetween(ofFunnel, selected, answer, previous),
  steps: answer.steps.map((step, i) => ({
    ...step,
    changes: changesBetween(ofStep, selected.steps, step, previous?.steps[i]),
  })),
})
