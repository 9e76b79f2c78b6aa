import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { type Readable, Transform } from "node:stream";
import { createGunzip } from "node:zlib";

/** A file as a stream of bytes in an ASCII-compatible encoding (UTF-8 or Windows-1252), decompressed. */
export interface TextSource {
  readonly sizeBytes: number;
  readonly stream: Readable;
  /** Bytes of the file on disk read so far, compressed if it is. */
  bytesRead(): number;
}

/**
 * Why no more: framing a chunk holds the event loop, and each statement that ends meanwhile waits for its turn before the
 * next one can begin.
 */
const chunkBytes = 64 << 10;

/** The first bytes of a file, which tell what it is. */
export async function firstBytes(file: string, length = 4): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Opens a text file for streaming: gunzips by magic bytes, turns UTF-16 (by its BOM) into UTF-8. */
export async function openText(file: string, signal: AbortSignal | undefined): Promise<TextSource> {
  const { size } = await stat(file);
  const raw = createReadStream(file, { highWaterMark: chunkBytes, signal });
  const magic = await firstBytes(file);
  const isGzip = magic[0] === 0x1f && magic[1] === 0x8b;
  const plain = isGzip ? pipeWithErrors(raw, createGunzip({ chunkSize: chunkBytes })) : raw;
  const stream = isGzip ? plain : utf16Decoder(magic, plain);
  return { sizeBytes: size, stream, bytesRead: () => raw.bytesRead };
}

function utf16Decoder(magic: Buffer, source: Readable): Readable {
  const encoding =
    magic[0] === 0xff && magic[1] === 0xfe
      ? "utf-16le"
      : magic[0] === 0xfe && magic[1] === 0xff
        ? "utf-16be"
        : null;
  if (encoding === null) return source;
  const decoder = new TextDecoder(encoding);
  return pipeWithErrors(
    source,
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        done(null, Buffer.from(decoder.decode(chunk, { stream: true })));
      },
      flush(done) {
        done(null, Buffer.from(decoder.decode()));
      },
    }),
  );
}

function pipeWithErrors<T extends Transform>(source: Readable, target: T): T {
  source.on("error", (error) => target.destroy(error));
  return source.pipe(target);
}
