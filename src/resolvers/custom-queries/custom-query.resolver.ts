import { Arg, Authorized, Ctx, Query, Resolver } from 'type-graphql'
import { askedQuery, checkedParameters } from '../../custom-queries/asked-query.ts'
import { runQuery } from '../../custom-queries/run-query.ts'
import { validateQuery } from '../../custom-queries/validate-query.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { CustomQueryInput } from '../../schema/custom-queries/custom-query-input.ts'
import { CustomQueryResult } from '../../schema/custom-queries/custom-query-result.ts'
import { QueryValidation } from '../../schema/custom-queries/query-validation.ts'
import { Json } from '../../schema/scalars.ts'
import { customQueryCost, validationCost } from '../question-cost/custom-query-cost.ts'
import { complexityOf } from '../question-cost/question.ts'

@Resolver()
export class CustomQueryResolver {
  @Authorized('admin-only')
  @Query(() => CustomQueryResult, {
    description:
      'Runs a SELECT over the tables of the project: `events`, `users`, `conversations`, `messages`, `ai_calls`, ' +
      '`api_calls`, `activities`, `sessions`, `system_metrics` and `daily_stats`. For administrators only, not for API keys.',
    complexity: complexityOf(customQueryCost),
  })
  async query(
    @Ctx('scope') scope: RequestScope,
    @Arg('input', () => CustomQueryInput, {
      description: 'The SQL and its parameters, such as `{ sql: "SELECT count() FROM events" }`.',
    })
    input: CustomQueryInput,
  ): Promise<CustomQueryResult> {
    return runQuery(scope, await askedQuery(scope, input))
  }

  @Authorized('admin-only')
  @Query(() => QueryValidation, {
    description:
      'Checks the SQL of a custom query without running it: its errors, its columns, and the tables and parameters that it has.',
    complexity: complexityOf(validationCost),
  })
  validateQuery(
    @Ctx('scope') scope: RequestScope,
    @Arg('sql', () => String, {
      description: 'The SQL to check, such as `SELECT count() FROM events`, up to 10,000 bytes.',
    })
    sql: string,
    @Arg('parameters', () => Json, {
      nullable: true,
      description:
        'Values as for `query`, such as `["support"]`. Default: any value of the type of each placeholder.',
    })
    parameters?: unknown,
  ): Promise<QueryValidation> {
    return validateQuery(scope, sql, parameters == null ? undefined : checkedParameters(parameters))
  }
}
