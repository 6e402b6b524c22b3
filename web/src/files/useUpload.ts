import type { Upload, UploadOptions } from '@parley/client';
import { useCallback } from 'react';
import { useParley } from '../app/session';

/** Sends a file to the server; the url is what a message or an avatar then carries. */
export function useUpload(): (file: File, options?: UploadOptions) => Promise<Upload> {
  const { api } = useParley();
  return useCallback((file, options) => api.files.upload(file, file.name, options), [api]);
}
