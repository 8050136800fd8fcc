import { type SavedSqlQuery } from './sql.graphql.ts'

export type SavedSql = NonNullable<SavedSqlQuery['savedQueries']>['nodes'][number]
