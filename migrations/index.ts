import { Log } from './20261122000000_log.ts'
import { Kinds } from './20261122010000_kinds.ts'
import { Lists } from './20261123000000_lists.ts'
import { Prices } from './20261123010000_prices.ts'
import { DailyStats } from './20261123020000_daily_stats.ts'
import { Usernames } from './20261123030000_usernames.ts'
import { Definitions } from './20261124000000_definitions.ts'
import { UserChanges } from './20261124010000_user_changes.ts'
import { ApiKeys } from './20261124020000_api_keys.ts'
import { Accounts } from './20261124030000_accounts.ts'
import { AuditLog } from './20261127000000_audit_log.ts'
import { RateCounts } from './20261127010000_rate_counts.ts'
import { Store } from './20261129000000_store.ts'
import { PropertyKeys } from './20261129010000_property_keys.ts'
import { KnownProjects } from './20261129020000_known_projects.ts'
import { DefinitionKinds } from './20261129030000_definition_kinds.ts'
import { EventsByName } from './20261129040000_events_by_name.ts'
import { AccountNames } from './20261129100000_account_names.ts'

/** The migrations, in the order in which they run. */
export const migrations = [
  { name: '20261122000000_log', class: Log },
  { name: '20261122010000_kinds', class: Kinds },
  { name: '20261123000000_lists', class: Lists },
  { name: '20261123010000_prices', class: Prices },
  { name: '20261123020000_daily_stats', class: DailyStats },
  { name: '20261123030000_usernames', class: Usernames },
  { name: '20261124000000_definitions', class: Definitions },
  { name: '20261124010000_user_changes', class: UserChanges },
  { name: '20261124020000_api_keys', class: ApiKeys },
  { name: '20261124030000_accounts', class: Accounts },
  { name: '20261127000000_audit_log', class: AuditLog },
  { name: '20261127010000_rate_counts', class: RateCounts },
  { name: '20261129000000_store', class: Store },
  { name: '20261129010000_property_keys', class: PropertyKeys },
  { name: '20261129020000_known_projects', class: KnownProjects },
  { name: '20261129030000_definition_kinds', class: DefinitionKinds },
  { name: '20261129040000_events_by_name', class: EventsByName },
  { name: '20261129100000_account_names', class: AccountNames },
]
