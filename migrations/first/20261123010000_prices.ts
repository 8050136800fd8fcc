import { Migration } from '@mikro-orm/migrations'

/** The events whose cost was corrected in the log and must still be corrected in ClickHouse. */
export class Prices extends Migration {
  override up(): void {
    this.addSql(`
      create table cost_corrections (
        id bigint generated always as identity primary key,
        project text collate "C" not null,
        seqs bigint[] not null
      )`)
  }

  override down(): void {
    this.addSql('drop table cost_corrections')
  }
}
