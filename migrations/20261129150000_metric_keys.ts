import { Migration } from '@mikro-orm/migrations'

/** The key of a custom metric, by which formulas name it, is unique in its project. */
export class MetricKeys extends Migration {
  override up(): void {
    this.addSql(`
      create unique index definitions_metric_key on definitions (project, (content ->> 'key'))
        where kind = 'metric'`)
  }

  override down(): void {
    this.addSql('drop index definitions_metric_key')
  }
}
