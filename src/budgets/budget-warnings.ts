import { warning } from '../analytics/query/meta.ts'
import { mostMembers } from '../analytics/query/segment/member-numbers.ts'
import { type Warning } from '../schema/warning.ts'
import { type BudgetNumbers } from './budget-numbers.ts'

/** The reasons why the spend of a budget is not exact. */
export const budgetWarnings = ({ membersStaleSince }: Pick<BudgetNumbers, 'membersStaleSince'>): Warning[] =>
  membersStaleSince
    ? [
        warning(
          'MEMBERS_OUTDATED',
          `The members are those from before ${membersStaleSince.toISOString()}: the segment has more than ` +
            `${mostMembers.toLocaleString('en')} users since then, or could not be evaluated.`,
        ),
      ]
    : []
