import { modelSpellings } from './model-spellings.ts'
import { isGateway, isKnownProvider, providerOf } from './provider-names.ts'

export interface ModelName {
  provider: string
  model: string
}

/** The names under which the prices of a model are looked up, each list best first. */
export interface ModelNames {
  /** For the prices of a project, which are for one provider. */
  own: ModelName[]
  /** For the default prices: those of the provider, or of the model's maker if the provider sells at the same price. */
  listed: ModelName[]
}

/**
 * The names of a model that a call names in any usual way: with prefixes of gateways (`bedrock/…`, `openrouter/…`), as
 * the path of a resource (`publishers/google/models/…`), or with region, maker and version as on Bedrock
 * (`us.anthropic.claude-3-5-sonnet-20241022-v2:0`). An empty provider means that the call named none.
 */
export function namesOf(provider: string, model: string): ModelNames {
  const { hosts, name, isGlobal } = partsOf(model)
  const sellers = sellersOf([...(isGateway(provider) ? [] : [providerOf(provider)]), ...hosts], isGlobal)
  const spellings = modelSpellings(name)
  const owners = isGateway(provider) ? sellers : [providerOf(provider)]
  return {
    own: [{ provider: provider.toLowerCase(), model }, ...named(owners, [model, ...spellings])],
    listed: named(sellers, spellings),
  }
}

const named = (providers: string[], models: string[]): ModelName[] =>
  providers.flatMap(provider => models.map(model => ({ provider, model })))

/** The makers of models, in the order in which a name without a provider is looked up. */
const makers = ['openai', 'anthropic', 'google', 'mistral', 'cohere', 'deepseek', 'xai', 'voyage', 'bedrock']

/** The providers that sell models of others at the prices of their makers. */
const resold = new Map([
  ['azure', ['openai', 'anthropic', 'xai']],
  ['bedrock', ['anthropic']],
  ['google', ['anthropic']],
  ['openrouter', ['openai', 'anthropic', 'google', 'mistral', 'cohere', 'xai', 'bedrock']],
])

/**
 * The providers whose prices apply, the best first. The hosts are in order, such as `openrouter` and `anthropic`. Many
 * call other providers through the SDK of OpenAI, so `openai` before another host means that one. Bedrock's global
 * inference costs as much as the maker's, while that in one region may cost more.
 */
function sellersOf([host, ...others]: string[], isGlobal: boolean): string[] {
  if (host === undefined) return makers
  const inside = others.filter(other => other !== host)
  if (host === 'openai' && inside.length) return sellersOf(inside, isGlobal)
  const from = (resold.get(host) ?? []).filter(maker => !inside.length || inside.includes(maker))
  return isGlobal ? [...from, host] : [host, ...from]
}

interface Parts {
  /** The providers that the name names, the outermost first. */
  hosts: string[]
  name: string
  isGlobal: boolean
}

/** The parts of a path that say nothing about the provider or the model. */
const neutral =
  /^(models|publishers|accounts|converse|invoke|chat|responses|global|global-standard|litellm_proxy|[a-z]{2}(-gov)?-[a-z]+-\d)$/
const project = /^projects\/[^/]+\/locations\/[^/]+\//
const bedrockArn = /^arn:aws[a-z-]*:bedrock:/
const bedrockName =
  /^(?:(?<region>us|eu|apac|jp|au|ca|sa|us-gov|global)\.)?(?<maker>anthropic|amazon|meta|mistral|cohere|ai21|deepseek|openai|qwen)\.(?<rest>.+)$/

function partsOf(model: string): Parts {
  const path = model.toLowerCase().replace(project, '').split('/')
  const last = path.pop()!
  const { region, maker, rest } = bedrockName.exec(last)?.groups ?? {}
  const meant = path.filter(part => !neutral.test(part))
  return {
    hosts: [...meant.flatMap(hostOf), ...(maker ? ['bedrock', providerOf(maker)] : [])],
    name: [...meant.filter(part => !hostOf(part).length), rest ?? last].join('/'),
    isGlobal: region === 'global',
  }
}

function hostOf(part: string): string[] {
  if (bedrockArn.test(part)) return ['bedrock']
  return isKnownProvider(part) ? [providerOf(part)] : []
}
