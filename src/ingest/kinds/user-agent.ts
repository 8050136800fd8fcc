import Bowser from 'bowser'
import { isbot } from 'isbot'

/** What a `User-Agent` header says, as columns of an activity; none without a header. */
export function readUserAgent(userAgent: string | null) {
  if (userAgent === null) return {}
  const { browser, os, platform } = Bowser.parse(userAgent)
  return {
    user_agent: userAgent,
    is_bot: isCrawler(userAgent),
    browser: browser.name ?? null,
    os: os.name ?? null,
    device:
      os.name === 'Android' && platform.type !== 'bot' ? androidDevice(userAgent) : (platform.type ?? null),
  }
}

/**
 * The libraries with which apps on phones send requests. `isbot` takes them for crawlers, because programs without a
 * browser send them.
 */
const appLibrary =
  /\b(UnityPlayer\/\S+ \([^)]*\)|(okhttp|CFNetwork|Alamofire|AFNetworking|NSURLSession|Dart|Dalvik|Flutter|Expo|react-?native|Cronet|Volley|Retrofit|ktor[ -]client|Android-Async-Http|UnityPlayer|Xamarin)\b\S*)/gi

/** `isbot` sees a browser in place of such a library: what else it finds is a crawler's. */
const isCrawler = (userAgent: string) => isbot(userAgent.replace(appLibrary, 'Mozilla/5.0 (app) Gecko/1'))

const television = /\bTV\b|BRAVIA|\bAFT[A-Z]/
const tablet = /\bSM-[TXP]\d|\w*Pad\b|\w*Tab\b|Tablet|Lenovo TB|\bKF[A-Z]{3,}|Nexus (7|9|10)\b|Pixel C\b/

/**
 * The kind of an Android device. Its model decides where it is known. A browser on a phone says `Mobile`; an app says
 * nothing, and is taken to run on a phone.
 */
function androidDevice(userAgent: string): string {
  const model = /Android[^)]*/.exec(userAgent)?.[0] ?? ''
  if (television.test(model)) return 'tv'
  if (tablet.test(model)) return 'tablet'
  return userAgent.startsWith('Mozilla') && !userAgent.includes('Mobile') ? 'tablet' : 'mobile'
}
