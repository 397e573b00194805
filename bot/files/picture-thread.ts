/** The thread that draws pictures anew; see pictures.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import Vips from 'wasm-vips';
import { errorText } from '../error-code.ts';
import type { Kind } from './kinds.ts';

/** `area`: width times height of a picture, all its frames together. */
export type PictureLimits = { readonly area: number };
/** A picture that is to be drawn anew. */
export type Drawing = { readonly id: number; readonly kind: Kind; readonly bytes: Uint8Array };
/** `why`: what the decoder says against it, for the log. */
export type Drawn = { readonly id: number; readonly bytes?: Uint8Array; readonly why?: string; readonly large?: boolean };

const { area: most } = workerData as PictureLimits;
const vips = await Vips({
  dynamicLibraries: [],
  // It would tell of every bad picture; that is no news for whoever runs this.
  preRun: (module) => {
    module.ENV.VIPS_WARNING = '0';
  },
});
vips.concurrency(1);
vips.Cache.max(0);

type Picture = InstanceType<typeof vips.Image>;

/** Each kind has its own reader, so that nothing is taken for what it does not begin with. */
function read(kind: Kind, bytes: Uint8Array): Picture {
  const strict = { fail_on: 'error' } as const;
  if (kind === 'image/png') return vips.Image.pngloadBuffer(bytes, strict);
  if (kind === 'image/gif') return vips.Image.gifloadBuffer(bytes, { ...strict, n: -1 });
  if (kind === 'image/webp') return vips.Image.webploadBuffer(bytes, { ...strict, n: -1 });
  return vips.Image.jpegloadBuffer(bytes, strict);
}

/** Without what the camera wrote beside the picture: place, time, device, thumbnails, profiles. */
function write(kind: Kind, picture: Picture): Uint8Array {
  const bare = { keep: 'none' } as const;
  if (kind === 'image/png') return picture.pngsaveBuffer(bare);
  if (kind === 'image/gif') return picture.gifsaveBuffer(bare);
  if (kind === 'image/webp') return picture.webpsaveBuffer({ ...bare, Q: 82, effort: 1 });
  return picture.jpegsaveBuffer({ ...bare, Q: 85 });
}

function draw({ id, kind, bytes }: Drawing): Drawn {
  let picture: Picture | undefined;
  let upright: Picture | undefined;
  try {
    // Only the head is read here; the rest comes when it is written.
    picture = read(kind, bytes);
    if (picture.width * picture.height > most) return { id, large: true };
    upright = picture.autorot();
    return { id, bytes: write(kind, upright) };
  } catch (error) {
    return { id, why: errorText(error) };
  } finally {
    upright?.delete();
    picture?.delete();
  }
}

parentPort?.on('message', (drawing: Drawing) => parentPort?.postMessage(draw(drawing)));
parentPort?.postMessage({ id: 0 } satisfies Drawn);
