import { Migration } from '@mikro-orm/migrations'

/** The addresses that get no more mails of a report, because their owners said so. */
export class ReportUnsubscribes extends Migration {
  override up(): void {
    this.addSql(`
      create table report_unsubscribes (
        report_id bigint not null references definitions on delete cascade,
        email text collate "C" not null check (email = lower(email)),
        at timestamptz(3) not null default now(),
        primary key (report_id, email)
      )`)
  }

  override down(): void {
    this.addSql('drop table report_unsubscribes')
  }
}
