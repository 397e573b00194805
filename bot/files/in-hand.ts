import type { FileWithBytes, Store } from '../store/store.ts';

type Held = {
  readonly file: Omit<FileWithBytes, 'bytes'>;
  readonly bytes: WeakRef<ArrayBufferLike>;
  readonly at: number;
  readonly size: number;
};

/**
 * Reads files, each into memory once, however many fetch it and however slowly they read: as long as anybody is still being sent it,
 * whoever comes next shares its bytes. What was erased meanwhile is not shared.
 */
export function inHand(store: Pick<Store, 'file' | 'read'>): Store['file'] {
  const held = new Map<string, Held>();
  const coming = new Map<string, Promise<FileWithBytes | undefined>>();
  const gone = new FinalizationRegistry<string>((key) => {
    if (held.get(key)?.bytes.deref() === undefined) held.delete(key);
  });
  const fetched = async (key: string, conversation: string, id: string): Promise<FileWithBytes | undefined> => {
    const found = await store.file(conversation, id).finally(() => coming.delete(key));
    if (found === undefined) return undefined;
    const { bytes, ...file } = found;
    // Not the view: what is being sent holds another one over the same memory.
    held.set(key, { file, bytes: new WeakRef(bytes.buffer), at: bytes.byteOffset, size: bytes.length });
    gone.register(bytes.buffer, key);
    return found;
  };
  return async (conversation, id) => {
    const key = `${conversation}/${id}`;
    const known = held.get(key);
    const buffer = known?.bytes.deref();
    if (known !== undefined && buffer !== undefined && (await store.read(conversation)).version > 0)
      return { ...known.file, bytes: new Uint8Array(buffer, known.at, known.size) };
    const reading = coming.get(key) ?? fetched(key, conversation, id);
    coming.set(key, reading);
    return reading;
  };
}
