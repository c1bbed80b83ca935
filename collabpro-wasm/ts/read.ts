/** A reader of the module. */
interface Reader<Ratings> {
  push(bytes: Uint8Array): void;
  finish(): Ratings;
  free(): void;
}

/** Pushes what a file or stream holds, and gives the ratings. */
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
  signal?.addEventListener("abort", stop);
  try {
    for (let done = 0; ; ) {
      signal?.throwIfAborted();
      const piece = await pieces.read();
      signal?.throwIfAborted();
      if (piece.done) return reader.finish();
      reader.push(piece.value);
      done += piece.value.length;
      progress?.(done, total);
    }
  } catch (error) {
    stop();
    throw error;
  } finally {
    signal?.removeEventListener("abort", stop);
    reader.free();
  }
}
