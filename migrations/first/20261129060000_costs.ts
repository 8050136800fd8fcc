import { Migration } from '@mikro-orm/migrations'

/**
 * Events say more about their tokens and their service tier. Prices can depend on the tier and on the length of the
 * prompt, and a project can say which model another name means.
 */
export class Costs extends Migration {
  override up(): void {
    this.addSql(`
      alter table events
        add column cache_write_tokens bigint, add column reasoning_tokens bigint,
        add column audio_input_tokens bigint, add column audio_output_tokens bigint,
        add column service_tier text`)
    this.addSql(`
      alter table model_prices
        add column service_tier text not null default 'STANDARD'
          check (service_tier in ('STANDARD', 'BATCH', 'FLEX', 'PRIORITY')),
        add column above_prompt_tokens bigint not null default 0 check (above_prompt_tokens >= 0),
        drop constraint model_prices_usage_check,
        drop constraint model_prices_expr_tstzrange_excl`)
    this.addSql(`
      alter table model_prices
        add constraint model_prices_usage_check check (usage in (
          'INPUT', 'CACHED_INPUT', 'CACHE_WRITE', 'AUDIO_INPUT', 'OUTPUT', 'REASONING', 'AUDIO_OUTPUT')),
        add constraint model_prices_overlap exclude using gist (
          (project || e'\\n' || provider || e'\\n' || model || e'\\n' || usage || e'\\n' || service_tier || e'\\n'
            || above_prompt_tokens) with =,
          tstzrange(valid_from, valid_to) with &&
        )`)
    this.addSql(`
      create table model_aliases (
        id bigint generated always as identity primary key,
        project text collate "C" not null,
        provider text not null,
        model text not null,
        target_provider text not null,
        target_model text not null,
        created_at timestamptz(3) not null default now(),
        unique (project, provider, model)
      )`)
  }

  override down(): void {
    this.addSql('drop table model_aliases')
    this.addSql(`delete from model_prices
      where usage not in ('INPUT', 'CACHED_INPUT', 'OUTPUT') or service_tier <> 'STANDARD' or above_prompt_tokens > 0`)
    this.addSql(`
      alter table model_prices
        drop constraint model_prices_overlap, drop constraint model_prices_usage_check,
        drop column service_tier, drop column above_prompt_tokens`)
    this.addSql(`
      alter table model_prices
        add check (usage in ('INPUT', 'CACHED_INPUT', 'OUTPUT')),
        add exclude using gist (
          (project || e'\\n' || provider || e'\\n' || model || e'\\n' || usage) with =,
          tstzrange(valid_from, valid_to) with &&
        )`)
    this.addSql(`
      alter table events
        drop column cache_write_tokens, drop column reasoning_tokens, drop column audio_input_tokens,
        drop column audio_output_tokens, drop column service_tier`)
  }
}
