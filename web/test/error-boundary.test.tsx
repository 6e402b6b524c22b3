import { render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { ErrorBoundary } from '../src/app/ErrorBoundary';

function Broken(): never {
  throw new Error('a defect');
}

it('says that something is broken, and leaves what is beside it', () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  render(
    <>
      <p>beside</p>
      <ErrorBoundary>
        <Broken />
      </ErrorBoundary>
    </>,
  );
  expect(screen.getByRole('alert').textContent).toContain('This cannot be shown');
  expect(screen.getByText('beside')).toBeTruthy();
});
