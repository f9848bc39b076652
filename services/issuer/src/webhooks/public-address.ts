import { BlockList, isIPv4, isIPv6 } from 'node:net';

// By the special-purpose registries of IANA (RFC 6890 and what came after it).
const notPublic = new BlockList();
for (const network of [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24', '192.168.0.0/16'],
  ...['192.175.48.0/24', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
]) {
  add(network, 'ipv4');
}
/** Of these, 6to4 and Teredo lead to an IPv4 address that nobody has looked at. */
for (const network of ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']) add(network, 'ipv6');

const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

/**
 * Whether an address is one of the public Internet. Of IPv6 only global unicast is, so that loopback, link-local and unique local
 * addresses, mapped and translated IPv4 (::ffff:0:0/96, 64:ff9b::/96) and whatever is reserved are not.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !notPublic.check(address, 'ipv4');
  return isIPv6(address) && globalUnicast.check(address, 'ipv6') && !notPublic.check(address, 'ipv6');
}

function add(network: string, family: 'ipv4' | 'ipv6'): void {
  const [address = '', bits] = network.split('/');
  notPublic.addSubnet(address, Number(bits), family);
}
