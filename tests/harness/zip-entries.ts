import { inflateRawSync } from 'node:zlib';

/** The texts of a zip file's entries by their names, read from its directory (APPNOTE.TXT, 4.3). */
export function zipEntries(bytes: Uint8Array): ReadonlyMap<string, string> {
  const data = Buffer.from(bytes);
  const end = data.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const entries = new Map<string, string>();
  let at = data.readUInt32LE(end + 16);
  for (let i = 0; i < data.readUInt16LE(end + 10); i++) {
    const [method, size] = [data.readUInt16LE(at + 10), data.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => data.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const local = data.readUInt32LE(at + 42);
    const start = local + 30 + data.readUInt16LE(local + 26) + data.readUInt16LE(local + 28);
    const stored = data.subarray(start, start + size);
    entries.set(
      data.toString('utf8', at + 46, at + 46 + name),
      (method === 0 ? stored : inflateRawSync(stored)).toString(),
    );
    at += 46 + name + extra + comment;
  }
  return entries;
}
