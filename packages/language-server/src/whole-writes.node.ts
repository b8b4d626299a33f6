import { Writable } from 'node:stream';

/**
 * A stream for the protocol's messages that passes each on as one write. A message comes as a header and a body; to wake the
 * reader for the header alone costs as much as a small answer.
 */
export function wholeWrites(target: NodeJS.WritableStream): Writable {
  let header: Buffer | undefined;
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (header === undefined && chunk.subarray(0, BEGINNING.length).equals(BEGINNING)) {
        header = chunk;
        done();
        return;
      }
      const whole = header ? Buffer.concat([header, chunk]) : chunk;
      header = undefined;
      target.write(whole, done);
    },
  });
  target.on('error', (error) => stream.destroy(error));
  return stream;
}

const BEGINNING = Buffer.from('Content-Length: ');
