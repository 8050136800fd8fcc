import { Migration } from '@mikro-orm/migrations'

/** The kinds of definition are listed in `src/entities/definition.ts` alone: another kind needs no migration. */
export class DefinitionKinds extends Migration {
  override up(): void {
    this.addSql('alter table definitions drop constraint definitions_kind_check')
  }

  override down(): void {
    this.addSql(
      `alter table definitions add constraint definitions_kind_check
       check (kind in ('segment', 'funnel', 'cohorts'))`,
    )
  }
}
