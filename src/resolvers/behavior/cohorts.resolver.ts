import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, type ClassType, Ctx, FieldResolver, ID, Info, Int, Resolver, Root } from 'type-graphql'
import { cohorts } from '../../analytics/behavior/cohorts.ts'
import { asked } from '../../analytics/query/asked.ts'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { badInput } from '../../errors.ts'
import { savedCohorts } from '../../questions/saved-question.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import {
  CohortCell,
  CohortGroup,
  CohortReturn,
  CohortRow,
  Cohorts,
  type CohortTable,
  type Listed,
} from '../../schema/behavior/cohorts.ts'
import { CohortInterval, CohortsInput } from '../../schema/behavior/cohorts-input.ts'
import { type CalendarUnit } from '../../schema/date-range-input.ts'
import { PageArgs } from '../../schema/page-args.ts'
import { SharedArgsOverTime } from '../../schema/question-args.ts'
import { DateTime } from '../../schema/scalars.ts'
import { UserConnection } from '../../schema/users/user.ts'
import { AdminField, AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { cellsCost, cohortsCost, tableCost, tableRowsCost } from '../question-cost/behavior/cohorts-cost.ts'
import { complexityOf } from '../question-cost/question.ts'
import { membersCost } from '../question-cost/users/members-cost.ts'
import { savedInput } from '../saved-input.ts'

@Resolver()
class CohortsResolver {
  @AdminQuery(() => Cohorts, {
    description:
      'Retention: the users who entered in a bucket, and how many of them came back in each later bucket. Give an ' +
      'input, or the id of a saved question. Default: entry in the week of the first activity.',
    cost: cohortsCost,
  })
  async cohorts(
    @Ctx('scope') scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Selected() selected: Selection,
    @Args(() => SharedArgsOverTime) args: SharedArgsOverTime,
    @Arg('input', () => CohortsInput, {
      nullable: true,
      description: 'The entry and the return of users. Every part has a default.',
    })
    input?: CohortsInput | null,
    @Arg('id', () => ID, { nullable: true, description: 'A saved question, instead of `input`.' })
    id?: string | null,
  ): Promise<Cohorts> {
    if (input && id != null) throw badInput('INVALID_QUESTION', 'id', 'Set input or id, not both.')
    const saved = id == null ? undefined : await savedCohorts(scope, info, id, 'id')
    const given = input ?? saved ?? savedInput<CohortsInput>(info, 'CohortsInput', {})
    const interval = args.interval ? cohortInterval(args.interval) : given.interval
    return cohorts(scope, { ...asked(given, args), interval }, selected)
  }
}

/** @throws INVALID_INTERVAL for a unit that cohorts cannot have */
function cohortInterval(unit: CalendarUnit): CohortInterval {
  const intervals: string[] = Object.values(CohortInterval)
  if (intervals.includes(unit)) return unit as CohortInterval
  throw badInput(
    'INVALID_INTERVAL',
    'interval',
    `The interval of cohorts must be one of ${intervals.join(', ')}.`,
  )
}

@Resolver(() => CohortRow)
class CohortRowResolver {
  @FieldResolver(() => [CohortCell], {
    description: 'The columns; every row has the same number.',
    complexity: complexityOf(cellsCost),
  })
  cells(
    @Root() row: CohortRow,
    @Arg('period', () => Int, {
      nullable: true,
      description: 'Only the column of this number, such as 1 for the period after entry. Default: all.',
    })
    period?: number | null,
  ): CohortCell[] {
    return period == null ? row.cells : row.cells.filter(cell => cell.period === period)
  }
}

/** The table of all users and that of a group have the same fields. */
function tableResolver(type: ClassType<CohortTable>, article: string) {
  @Resolver(() => type)
  class TableResolver {
    @FieldResolver(() => [CohortRow], {
      description: `The cohorts ${article}, the oldest first, with empty ones.`,
      complexity: complexityOf(tableRowsCost),
    })
    rows(
      @Root() table: CohortTable,
      @Arg('start', () => DateTime, {
        nullable: true,
        description: 'Only the cohort whose bucket starts then. Default: all.',
      })
      start?: Date | null,
    ): CohortRow[] {
      return start == null ? table.rows : table.rows.filter(row => row.start.getTime() === start.getTime())
    }
  }
  return TableResolver
}

/** The users behind a number. */
function listedResolver(type: ClassType<Listed>, description: string) {
  @Resolver(() => type)
  class ListedResolver {
    @AdminField(() => UserConnection, { description, cost: membersCost(tableCost) })
    members(@Root() listed: Listed, @Args(() => PageArgs) args: PageArgs) {
      return listed.list(args)
    }
  }
  return ListedResolver
}

export const cohortsResolvers = [
  CohortsResolver,
  tableResolver(Cohorts, 'of all users'),
  tableResolver(CohortGroup, 'of the group'),
  CohortRowResolver,
  listedResolver(CohortRow, 'The users who entered.'),
  listedResolver(CohortCell, 'The users who were retained.'),
  listedResolver(CohortReturn, 'The users behind the number, page by page, each once.'),
] as const
