/** Whether the server keeps a thumbnail of it: an upload whose name says picture. */
export function isPicture(url: string | null, fileName: string | null): boolean {
  const ours = url?.startsWith('/api/v1/uploads/') ?? false;
  return ours && /\.(?:png|jpe?g|gif|webp|bmp)$/iu.test(fileName ?? '');
}

/** Whether the browser can show it, whatever its name says. */
export async function decodes(file: Blob): Promise<boolean> {
  try {
    (await createImageBitmap(file)).close();
    return true;
  } catch {
    return false;
  }
}
