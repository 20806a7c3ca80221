/** Pictures that a library decodes, which is large: loaded once there is such a picture. */
import { BmpDecoder, ChannelOrder, Format, GifDecoder, JpegDecoder, type MemoryImage, WebPDecoder } from 'image-in-browser';
import type { RgbaImage } from '../digits/ink';

/** Null where it cannot be read. */
type Decode = (bytes: Uint8Array) => RgbaImage | null;

/** Turned as its EXIF says. */
export const decodeJpeg: Decode = (bytes) => rgbaOf(new JpegDecoder().decode({ bytes }));

export const decodeWebp: Decode = (bytes) => rgbaOf(new WebPDecoder().decode({ bytes, frameIndex: 0 }));

export const decodeBmp: Decode = (bytes) => rgbaOf(new BmpDecoder().decode({ bytes }));

/** Its first frame. */
export function decodeGif(bytes: Uint8Array): RgbaImage | null {
  const decoder = new GifDecoder();
  const info = decoder.startDecode(bytes);
  const [frame] = info?.frames ?? [];
  // Frames larger than their picture would be given memory that nobody was asked for.
  if (!info || !frame || frame.width > info.width || frame.height > info.height) return null;
  return rgbaOf(decoder.decode({ bytes, frameIndex: 0 }));
}

function rgbaOf(image: MemoryImage | undefined): RgbaImage | null {
  if (!image) return null;
  const { width, height } = image;
  const plain = image.convert({ format: Format.uint8, numChannels: 4, alpha: image.hasAlpha ? undefined : 255 });
  const data = plain.getBytes({ order: ChannelOrder.rgba });
  return data.length === width * height * 4 ? { width, height, data } : null;
}
