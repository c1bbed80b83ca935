import { refusal } from "./refuse.js";

/** A reader of the module. */
interface Reader<Ratings> {
  push(bytes: Uint8Array): void;
  finish(): Ratings;
  free(): void;
}

/** So many bytes are read at once, which takes a few milliseconds. */
const AT_ONCE = 1 << 18;

/** After so many milliseconds the page gets its thread back. */
const BREATH = 50;

/** Lets the page do what waits. */
const rest = () => new Promise<void>((done) => setTimeout(done));

/** Pushes what a file or stream holds, and gives the ratings. The thread is given back every fifty milliseconds. */
export async function read<Ratings>(
  reader: Reader<Ratings>,
  source: Blob | ReadableStream<Uint8Array>,
  signal?: AbortSignal,
  progress?: (done: number, total?: number) => void,
): Promise<Ratings> {
  const file = source instanceof Blob;
  const total = file ? source.size : undefined;
  const pieces = (file ? source.stream() : source).getReader();
  const stop = () => void pieces.cancel(signal?.reason).catch(() => {});
  const listen = () => {
    if (signal?.aborted) throw refusal("cancelled");
  };
  signal?.addEventListener("abort", stop);
  try {
    let since = performance.now();
    for (let done = 0; ; ) {
      listen();
      const piece = await pieces.read();
      listen();
      if (piece.done) {
        progress?.(done, total ?? done);
        return reader.finish();
      }
      for (let at = 0; at < piece.value.length; at += AT_ONCE) {
        const part = piece.value.subarray(at, at + AT_ONCE);
        reader.push(part);
        done += part.length;
        progress?.(done, total);
        if (performance.now() - since < BREATH) continue;
        await rest();
        listen();
        since = performance.now();
      }
    }
  } catch (error) {
    stop();
    throw error;
  } finally {
    signal?.removeEventListener("abort", stop);
    reader.free();
  }
}
