/** From where somebody comes, as far as one person or household can choose it. Pure. */

const MAPPED = /^::ffff:(?=\d+\.)/i;

/** Wider: what one provider hands out together. Of IPv4 the first 24 bits, of IPv6 48. */
export function blockOf(address: string): string {
  const network = networkOf(address);
  const isIpv4 = /^\d+(?:\.\d+){3}$/.test(network);
  return isIpv4 ? network.replace(/\d+$/, "0/24") : network.split(":").slice(0, 3).join(":");
}

/** An IPv4 address as it is; of IPv6 the first 64 bits, within which one line may call itself anything. */
export function networkOf(address: string): string {
  const bare = address.replace(MAPPED, "");
  if (!bare.includes(":") || !URL.canParse(`http://[${bare}]/`)) return bare;
  const written = new URL(`http://[${bare}]/`).hostname.slice(1, -1);
  const [head = "", tail] = written.split("::");
  const [first, last] = [head, tail ?? ""].map((part) => part.split(":").filter((group) => group !== ""));
  const gap = tail === undefined ? 0 : 8 - first!.length - last!.length;
  const groups = [...first!, ...Array<string>(gap).fill("0"), ...last!];
  return `${groups.slice(0, 4).join(":")}::/64`;
}
