import { useSyncExternalStore } from 'react';
import { hasAttention, onAttention } from '../app/attention';

export function useAttention(): boolean {
  return useSyncExternalStore(onAttention, hasAttention);
}
