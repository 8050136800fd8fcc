import { describe, expect, test } from 'vitest'
import { readUserAgent } from '../../src/ingest/kinds/user-agent.ts'

const webKit = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const mobileChrome = `${webKit} Chrome/123.0.0.0 Mobile Safari/537.36`
const chrome = `${webKit} Chrome/123.0.0.0 Safari/537.36`

describe('is no crawler', () => {
  test.each([
    'okhttp/4.12.0',
    'okhttp/5.0.0-alpha.14',
    'MyChat/5.1 okhttp/4.12.0',
    'MyChat/5.1 (Linux; Android 14; Pixel 8) okhttp/4.12.0',
    'MyChat/3 CFNetwork/1494.0.7 Darwin/23.4.0',
    'Expo/1017756 CFNetwork/1485 Darwin/23.1.0',
    'MyChat/1.2 (com.example.chat; build:3; iOS 17.4.0) Alamofire/5.9.1',
    'AFNetworking/4.0',
    'NSURLSession',
    'Dart/3.5 (dart:io)',
    'Flutter/3.16',
    'Dalvik/2.1.0 (Linux; U; Android 14; Pixel 8 Build/UQ1A.240205.002)',
    'ReactNative/0.74',
    'react-native/0.72',
    'Cronet/119.0',
    'com.example.app/1.0 Cronet/119.0.6045.31',
    'Volley/1.2.1',
    'Retrofit/2.9',
    'ktor-client',
    'Ktor client',
    'Android-Async-Http/1.4.11',
    'UnityPlayer/2022.3.20f1 (UnityWebRequest/1.0, libcurl/8.5.0-DEV)',
    'Xamarin/1.0',
    'MyChat/3.2 (iPhone; iOS 17.4; Scale/3.00)',
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome}`,
    `Mozilla/5.0 (Linux; Android 14; Cubot X30) ${mobileChrome}`,
  ])('%s', userAgent => expect(readUserAgent(userAgent).is_bot).toBe(false))
})

describe('is a crawler, or a program without a person', () => {
  test.each([
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    `Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) ${mobileChrome} (compatible; Googlebot/2.1; +http://www.google.com/bot.html)`,
    'Mozilla/5.0 (compatible; ExampleBot/1.0) okhttp/4.12.0',
    'ExampleCrawler/1.0 Dart/3.5 (dart:io)',
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
    `Mozilla/5.0 (X11; Linux x86_64) ${webKit} HeadlessChrome/120.0.0.0 Safari/537.36`,
    'curl/8.4.0',
    'Wget/1.21.4',
    'python-requests/2.31.0',
    'Go-http-client/1.1',
    'Apache-HttpClient/4.5.14 (Java/17.0.9)',
    'PostmanRuntime/7.36.1',
    'kube-probe/1.28',
  ])('%s', userAgent => expect(readUserAgent(userAgent).is_bot).toBe(true))
})

describe('the device', () => {
  test.each([
    ['mobile', `Mozilla/5.0 (Linux; Android 14; Pixel 8) ${mobileChrome}`],
    ['mobile', `Mozilla/5.0 (Linux; Android 10; K) ${mobileChrome}`],
    [
      'mobile',
      `Mozilla/5.0 (Linux; Android 14; SM-S918B; wv) ${webKit} Version/4.0 Chrome/123.0.6312.40 Mobile Safari/537.36`,
    ],
    ['mobile', 'Mozilla/5.0 (Android 14; Mobile; rv:124.0) Gecko/124.0 Firefox/124.0'],
    ['mobile', 'Dalvik/2.1.0 (Linux; U; Android 14; Pixel 8 Build/UQ1A.240205.002)'],
    ['mobile', 'MyChat/1.0 Dalvik/2.1.0 (Linux; U; Android 9; SM-G960F Build/PPR1.180610.011)'],
    ['mobile', 'MyChat/5.1 (Linux; Android 14; Pixel 8) okhttp/4.12.0'],
    ['mobile', 'NotePad/5.1 (Android 14; Pixel 8)'],
    [
      'mobile',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1',
    ],
    ['mobile', 'MyChat/3.2 (iPhone; iOS 17.4; Scale/3.00)'],
    ['tablet', `Mozilla/5.0 (Linux; Android 10; K) ${chrome}`],
    ['tablet', `Mozilla/5.0 (Linux; Android 13; SM-X700) ${chrome}`],
    ['tablet', 'Dalvik/2.1.0 (Linux; U; Android 13; SM-X700 Build/TP1A.220624.014)'],
    [
      'tablet',
      `Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-T870) ${webKit} SamsungBrowser/23.0 Chrome/115.0.0.0 Safari/537.36`,
    ],
    ['tablet', `Mozilla/5.0 (Linux; Android 12; HUAWEI MediaPad M5 lite) ${chrome}`],
    [
      'tablet',
      `Mozilla/5.0 (Linux; Android 9; KFMAWI) ${webKit} Silk/108.4.6 like Chrome/108.0.5359.220 Safari/537.36`,
    ],
    ['tablet', 'Dalvik/2.1.0 (Linux; U; Android 14; Pixel Tablet Build/UQ1A.240205.002)'],
    ['tablet', 'Mozilla/5.0 (Android 13; Tablet; rv:124.0) Gecko/124.0 Firefox/124.0'],
    [
      'tablet',
      'Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1',
    ],
    ['tablet', 'MyChat/3.2 (iPad; iOS 17.4; Scale/2.00)'],
    ['tv', `Mozilla/5.0 (Linux; Android 9; AFTS) ${chrome}`],
    ['desktop', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome}`],
    ['desktop', 'Mozilla/5.0 (X11; Linux x86_64; rv:124.0) Gecko/20100101 Firefox/124.0'],
    [null, 'okhttp/4.12.0'],
    [null, 'MyChat/3 CFNetwork/1494.0.7 Darwin/23.4.0'],
  ])('is %s: %s', (device, userAgent) => expect(readUserAgent(userAgent).device).toBe(device))
})
