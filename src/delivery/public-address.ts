import { type LookupAddress, lookup as lookupAll } from 'node:dns'
import { type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Whether an address belongs to a host of the public internet. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false
  const address = ipaddr.process(text)
  return address.range() === 'unicast' && (address.kind() === 'ipv4' || address.match(globalUnicast))
}

/** The only block of IPv6 from which public addresses are given out; `::127.0.0.1` lies outside of it. */
const globalUnicast = ipaddr.parseCIDR('2000::/3')

/** The name has an address that is not public. Thrown at the moment of the connection. */
export class PrivateAddress extends Error {
  readonly code = 'PRIVATE_ADDRESS'
}

/** Finds all addresses of a name, as `dns.lookup` does. */
export type Resolve = (
  hostname: string,
  options: { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/**
 * A look-up for sockets that refuses a name with any address that is not public. The socket connects to the addresses
 * that were checked, so a name cannot change in between.
 */
export const publicLookup =
  (resolve: Resolve = lookupAll): LookupFunction =>
  (hostname, options, callback) =>
    resolve(hostname, { all: true }, (error, addresses) => {
      const refusal = error ?? refusalOf(hostname, addresses)
      if (refusal) callback(refusal, '', 0)
      else if (options.all) callback(null, addresses)
      else callback(null, addresses[0]!.address, addresses[0]!.family)
    })

const refusalOf = (hostname: string, addresses: LookupAddress[]) =>
  addresses.length && addresses.every(({ address }) => isPublicAddress(address))
    ? null
    : new PrivateAddress(`${hostname} has an address that is not public.`)
